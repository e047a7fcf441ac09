import { findStep } from "../domain/playbooks/catalogue.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import { isTimerWanted, nextTimer } from "../domain/ticket/timers.ts";
import type { Clock } from "./ports/clock.ts";
import type { JobPayloads, Store } from "./ports/store.ts";
import { enqueueTimer } from "./start-timers.ts";

type Needs = { store: Pick<Store, "transact">; playbooks: Playbooks; clock: Clock };

/** A step's timer is due: one line in the ticket's thread, and the next turn of a timer that repeats. */
export function createRemindStep({ store, playbooks, clock }: Needs) {
  return ({ ticketId, step, nth }: JobPayloads["step_due"], job: { id: string }): Promise<void> =>
    store.transact(async (tx) => {
      const record = await tx.tickets.load({ id: ticketId }, { lock: true });
      const says = findStep(playbooks, step)?.timer?.says;
      const now = clock();
      if (record === undefined || says === undefined || !isTimerWanted(record.ticket, step, now, playbooks)) return;
      const card = (await tx.notices.forTicket(ticketId)).find(({ kind }) => kind === "card");
      if (card === undefined) return;
      // The job's own id: a job that runs twice says its line once.
      const line = { id: job.id, ticketId, kind: "notice" as const, channel: card.channel, parentId: card.id };
      await tx.notices.add([{ ...line, body: { says }, wantedRevision: 1 }]);
      const next = nextTimer(record.ticket, { step, nth }, now, playbooks);
      if (next !== null) await enqueueTimer(tx.jobs, ticketId, next);
    });
}
