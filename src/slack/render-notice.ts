import type { Clock } from "../app/ports/clock.ts";
import type { Notice, Store } from "../app/ports/store.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import { diagnosisMessage } from "./diagnosis-message.ts";
import { md } from "./mrkdwn.ts";
import type { Rendered } from "./publish-notice.ts";
import { buildChecklist } from "./views/checklist.ts";
import { buildErasedAnswer, erasedLine } from "./views/erased.ts";
import { buildTicketCard } from "./views/ticket-card.ts";
import { buildThreadNotice } from "./views/ticket-message.ts";
import { buildTroubleMessage } from "./views/trouble-message.ts";

type Needs = {
  store: Pick<Store, "tickets" | "diagnoses" | "notices">;
  playbooks: Playbooks;
  probesMissing: readonly string[];
  clock: Clock;
};

/** What a notice looks like now, from the database and from nothing else. */
export function createRenderer({ store, playbooks, probesMissing, clock }: Needs) {
  return async (notice: Notice): Promise<Rendered | undefined> => {
    if (notice.kind === "answer") return answer(notice);
    const record = notice.ticketId === null ? undefined : await store.tickets.load({ id: notice.ticketId });
    if (record === undefined) return undefined;
    const { ref, revision } = record.ticket;
    const context = { now: clock(), noticeId: notice.id };
    switch (notice.kind) {
      case "card": {
        const pending = await store.notices.countLate(record.ticket.id, notice.id);
        return { message: buildTicketCard(record, { ...context, playbooks, pending }), revision, pending };
      }
      case "checklist":
        return { message: buildChecklist(record, playbooks, context), revision, pending: 0 };
      case "notice": {
        const says = record.ticket.erasedAt === null ? md`${notice.body?.says ?? ""}` : erasedLine(record.ticket);
        return said(notice, buildThreadNotice({ ticket: ref, id: notice.id, says }));
      }
      case "trouble": {
        const all = await store.notices.forTicket(record.ticket.id);
        const channel = all.find(({ kind }) => kind === "card")?.channel ?? "";
        return said(
          notice,
          buildTroubleMessage({ ticket: ref, id: notice.id, channel, because: notice.body?.because ?? null }),
        );
      }
      default:
        return notice.kind satisfies never;
    }
  };

  async function answer({ id, body, wantedRevision }: Notice): Promise<Rendered | undefined> {
    const stored = body?.diagnosis === undefined ? undefined : await store.diagnoses.load(body.diagnosis);
    const message =
      stored === undefined
        ? buildErasedAnswer()
        : diagnosisMessage({ probesMissing }, stored, { isPrivate: false, secrets: [] });
    const metadata = { event_type: "waba_answer", event_payload: { kind: "answer", notice: id } };
    return said({ wantedRevision }, { ...message, metadata });
  }
}

/** What has no revisions but its own. */
function said({ wantedRevision }: Pick<Notice, "wantedRevision">, message: Rendered["message"]): Rendered {
  return { message, revision: wantedRevision, pending: 0 };
}
