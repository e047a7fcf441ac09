import { randomBytes } from "node:crypto";
import type { Store } from "../../src/app/ports/store.ts";
import { createJobs, type Jobs } from "../../src/jobs/queue.ts";
import type { Database, DatabaseOptions } from "../../src/store/database.ts";
import { createCipher } from "../../src/store/encryption.ts";
import { createStore } from "../../src/store/store.ts";

export type Opened = {
  kind: Database["kind"];
  database: Database;
  store: Store;
  /** Not started; stop it when a test starts it. */
  jobs: Jobs;
  teamId: string;
  /** To open the same database once more, as another replica would. Embedded, that is refused. */
  options: DatabaseOptions;
};

export type StoreChoices = { teamId?: string; onNoticesWanted?: () => void };

// The same in every process of a test run.
const KEY = Buffer.alloc(32, "test key");

/** What `compose` does for the bot, for one workspace. */
export async function openStore(
  database: Database,
  options: DatabaseOptions,
  { teamId = `T${randomBytes(5).toString("hex")}`, onNoticesWanted = () => {} }: StoreChoices = {},
): Promise<Opened> {
  const jobs = createJobs({ pool: database.pool, pollMs: 200 });
  const store = await createStore({ database, cipher: createCipher(KEY), teamId, jobs, onNoticesWanted });
  return { kind: database.kind, database, store, jobs, teamId, options };
}
