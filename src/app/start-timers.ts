import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Ticket } from "../domain/ticket/ticket.ts";
import { type DueTimer, startedTimers } from "../domain/ticket/timers.ts";
import type { Instant } from "../domain/time.ts";
import type { JobQueue } from "./ports/store.ts";

type Change = { before: Ticket | null; after: Ticket; now: Instant; playbooks: Playbooks };

/** Enqueues the timers that a change started, in the change's own transaction. */
export async function startTimers(jobs: JobQueue, { before, after, now, playbooks }: Change): Promise<void> {
  for (const due of startedTimers(before, after, now, playbooks)) await enqueueTimer(jobs, after.id, due);
}

/** One job per ticket, step and moment: the same timer started twice is one. */
export async function enqueueTimer(jobs: JobQueue, ticketId: string, { step, nth, dueAt }: DueTimer): Promise<void> {
  await jobs.enqueue("step_due", { ticketId, step, nth }, { startAt: dueAt, key: `${ticketId}:${step}:${dueAt}` });
}
