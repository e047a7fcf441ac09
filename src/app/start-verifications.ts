import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Ticket } from "../domain/ticket/ticket.ts";
import { type Tick, ticksToVerify } from "../domain/ticket/ticks-to-verify.ts";
import type { Instant } from "../domain/time.ts";
import type { JobQueue } from "./ports/store.ts";

/** Enqueues a look at the ticks of a change that a live reading can prove, in the change's own transaction. */
export async function startVerifications(
  jobs: JobQueue,
  { before, after, playbooks }: { before: Ticket | null; after: Ticket; playbooks: Playbooks },
): Promise<void> {
  for (const tick of ticksToVerify(before, after, playbooks)) await enqueueVerification(jobs, after.id, tick);
}

/** One look per tick at a time: enqueued again, it is moved. */
export async function enqueueVerification(
  jobs: JobQueue,
  ticketId: string,
  { step, version }: Tick,
  startAt?: Instant,
): Promise<void> {
  const options = { key: `${ticketId}:${step}`, ...(startAt === undefined ? {} : { startAt }) };
  await jobs.enqueue("verify_step", { ticketId, step, version }, options);
}
