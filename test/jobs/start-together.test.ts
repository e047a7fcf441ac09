import { afterEach, expect, it } from "vitest";
import { createJobs } from "../../src/jobs/queue.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../support/server-databases.ts";

const server = testDatabaseUrl();
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function openReplica(databaseUrl: string): Promise<Database> {
  const database = await openDatabase({ databaseUrl });
  ends.push(() => database.close());
  return database;
}

// Without a server there is one process.
it.each(server === undefined ? [] : [server])(
  "five replicas create the queues of an empty database at once",
  async (url) => {
    for (const _round of [1, 2, 3]) {
      const { name, url: databaseUrl } = await createServerDatabase(url);
      ends.push(() => dropServerDatabase(url, name));
      const replicas = await Promise.all([1, 2, 3, 4, 5].map(() => openReplica(databaseUrl)));
      const jobs = replicas.map(({ pool }) => createJobs({ pool }));
      ends.push(async () => void (await Promise.all(jobs.map((one) => one.stop()))));
      await Promise.all(jobs.map((one) => one.start()));
      for (const { pool } of replicas) {
        const { rows } = await pool.query("select name from pgboss.queue order by name");
        expect(rows).toEqual([{ name: "purge" }, { name: "step_due" }, { name: "verify_step" }]);
      }
    }
  },
);
