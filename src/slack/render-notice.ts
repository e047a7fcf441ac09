import type { Clock } from "../app/ports/clock.ts";
import type { Notice, Store } from "../app/ports/store.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import { diagnosisMessage } from "./diagnosis-message.ts";
import { md } from "./mrkdwn.ts";
import type { Message } from "./post-notice.ts";
import { buildChecklist } from "./views/checklist.ts";
import { buildTicketCard } from "./views/ticket-card.ts";
import { buildThreadNotice } from "./views/ticket-message.ts";

type Needs = {
  store: Pick<Store, "tickets" | "diagnoses">;
  playbooks: Playbooks;
  probesMissing: readonly string[];
  clock: Clock;
};
type Rendered = { message: Message; revision: number } | undefined;

/** What a notice looks like now, from the database and from nothing else. */
export function createRenderer({ store, playbooks, probesMissing, clock }: Needs) {
  return async (notice: Notice): Promise<Rendered> => {
    if (notice.kind === "answer") return answer(notice);
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

  async function answer({ id, body, wantedRevision }: Notice): Promise<Rendered> {
    const stored = body?.diagnosis === undefined ? undefined : await store.diagnoses.load(body.diagnosis);
    if (stored === undefined) return undefined;
    const message = diagnosisMessage({ probesMissing }, stored, { isPrivate: false, secrets: [] });
    const metadata = { event_type: "waba_answer", event_payload: { kind: "answer", notice: id } };
    return { message: { ...message, metadata }, revision: wantedRevision };
  }
}
