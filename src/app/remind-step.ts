import { findStep } from "../domain/playbooks/catalogue.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import { isTimerWanted, nextTimer } from "../domain/ticket/timers.ts";
import { addLine } from "./add-line.ts";
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
      // The job's own id: a job that runs twice says its line once.
      await addLine(tx, ticketId, { id: job.id, says });
      // Rows that waited for a date have opened by the clock alone: the checklist is drawn anew.
      const ticket = { ...record.ticket, revision: record.ticket.revision + 1 };
      await tx.tickets.save({ ...record, ticket }, []);
      await tx.notices.want(ticketId, ticket.revision);
      const next = nextTimer(record.ticket, { step, nth }, now, playbooks);
      if (next !== null) await enqueueTimer(tx.jobs, ticketId, next);
    });
}
