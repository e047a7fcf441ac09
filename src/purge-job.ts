import type { Clock } from "./app/ports/clock.ts";
import { DAY, type Instant, MINUTE, plus } from "./domain/time.ts";
import type { Jobs } from "./jobs/queue.ts";
import type { Database } from "./store/database.ts";
import { eraseDiagnoses } from "./store/erase-diagnoses.ts";
import { eraseTickets } from "./store/erase-tickets.ts";
import { purge } from "./store/purge.ts";
import { vacuum } from "./store/vacuum.ts";

type Needs = {
  jobs: Jobs;
  database: Pick<Database, "kind" | "db" | "pool">;
  teamId: string;
  clock: Clock;
  /** Null keeps personal data. */
  retentionDays: number | null;
};

/** Slack redelivers for a day at most, so a key is kept for two. */
const DRAFTS_MS = DAY;
const DELIVERIES_MS = 2 * DAY;
const KEY = "purge";
/**
 * Each ticket means some messages to draw anew, of which Slack takes about fifty a minute, and fresh ones should not wait
 * behind them. Nor should anybody wait for the embedded database's one connection.
 */
const TICKETS_AT_ONCE = 5;
const DIAGNOSES_AT_ONCE = 20;

/** Once a day, and a first time now: drafts that nobody filed, delivery keys nobody will send again, and what has been
 * kept for as long as it may be. Where more is left than one turn takes, the next turn is a minute later. */
export async function startPurge({ jobs, database, teamId, clock, retentionDays }: Needs): Promise<void> {
  const { db } = database;
  jobs.work("purge", async () => {
    const now = clock();
    await purge(db, teamId, { drafts: plus(now, -DRAFTS_MS), deliveries: plus(now, -DELIVERIES_MS) });
    const isMore = retentionDays !== null && (await erase(now, retentionDays));
    if (!isMore) await vacuum(database);
    await jobs.queue.enqueue("purge", {}, { startAt: plus(now, isMore ? MINUTE : DAY), key: KEY });
  });
  await jobs.queue.enqueue("purge", {}, { key: KEY });

  async function erase(at: Instant, days: number): Promise<boolean> {
    const before = plus(at, -days * DAY);
    const tickets = await eraseTickets(db, teamId, { resolvedBefore: before, at, days, limit: TICKETS_AT_ONCE });
    const diagnoses = await eraseDiagnoses(db, teamId, { before, limit: DIAGNOSES_AT_ONCE });
    return tickets === TICKETS_AT_ONCE || diagnoses === DIAGNOSES_AT_ONCE;
  }
}
