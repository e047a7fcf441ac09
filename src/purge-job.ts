import type { Clock } from "./app/ports/clock.ts";
import { DAY, plus } from "./domain/time.ts";
import type { Jobs } from "./jobs/queue.ts";
import type { Database } from "./store/database.ts";
import { purge } from "./store/purge.ts";

type Needs = { jobs: Jobs; db: Database["db"]; teamId: string; clock: Clock };

/** Slack redelivers for a day at most, so a key is kept for two. */
const DRAFTS_MS = DAY;
const DELIVERIES_MS = 2 * DAY;
const KEY = "purge";

/** Once a day, and a first time now: drafts that nobody filed, and delivery keys nobody will send again. */
export async function startPurge({ jobs, db, teamId, clock }: Needs): Promise<void> {
  jobs.work("purge", async () => {
    const now = clock();
    await purge(db, teamId, { drafts: plus(now, -DRAFTS_MS), deliveries: plus(now, -DELIVERIES_MS) });
    await jobs.queue.enqueue("purge", {}, { startAt: plus(now, DAY), key: KEY });
  });
  await jobs.queue.enqueue("purge", {}, { key: KEY });
}
