import type { Readings } from "./app/ports/metrics.ts";
import { countJobs } from "./jobs/count-jobs.ts";
import type { Database } from "./store/database.ts";
import { readCounts } from "./store/read-counts.ts";

/** What the store and the job queue have to say to whoever watches the bot. Only reads. */
export async function readReadings({ pool }: Pick<Database, "pool">): Promise<Readings> {
  return { ...(await readCounts(pool)), jobs: await countJobs(pool.query) };
}
