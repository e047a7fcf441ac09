import type { Clock } from "../app/ports/clock.ts";
import type { Notice, Store } from "../app/ports/store.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import { md } from "./mrkdwn.ts";
import type { Message } from "./post-notice.ts";
import { buildChecklist } from "./views/checklist.ts";
import { buildTicketCard } from "./views/ticket-card.ts";
import { buildThreadNotice } from "./views/ticket-message.ts";

type Needs = { store: Pick<Store, "tickets">; playbooks: Playbooks; clock: Clock };

/** What a notice looks like now, from the database and from nothing else. */
export function createRenderer({ store, playbooks, clock }: Needs) {
  return async (notice: Notice): Promise<{ message: Message; revision: number } | undefined> => {
    const record = notice.ticketId === null ? undefined : await store.tickets.load({ id: notice.ticketId });
    if (record === undefined) return undefined;
    const { ref, revision } = record.ticket;
    const context = { now: clock(), noticeId: notice.id };
    switch (notice.kind) {
      case "card":
        return { message: buildTicketCard(record, { ...context, playbooks }), revision };
      case "checklist":
        return { message: buildChecklist(record, playbooks, context), revision };
      case "notice": {
        const says = md`${notice.body?.says ?? ""}`;
        return { message: buildThreadNotice({ ticket: ref, id: notice.id, says }), revision: notice.wantedRevision };
      }
      default:
        return notice.kind satisfies never;
    }
  };
}
