import { readFileSync } from "node:fs";
import { Migrator } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { createJobs } from "../../src/jobs/queue.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { MIGRATIONS } from "../../src/store/migrations/index.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../support/server-databases.ts";
import { describeSchema } from "./describe-schema.ts";

const SILENT = { info() {}, warn() {}, error() {} };

describeOnEachDatabase("the migrations", (open) => {
  it("lead to the schema in test/store/schema.sql", async () => {
    const { database } = await open();
    // After a new migration: vitest run test/store/migrations -u
    await expect(await describeSchema(database.pool)).toMatchFileSnapshot("schema.sql");
  });

  it("change nothing when they run again", async () => {
    const { database } = await open();
    await migrate(database.db, SILENT);
    expect(await describeSchema(database.pool)).toBe(readFileSync("test/store/schema.sql", "utf8"));
  });

  it("refuse a database that a newer version has migrated", async () => {
    const { database } = await open();
    const newer = { ...MIGRATIONS, "9999-newer": { up: async () => {} } };
    const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => newer } });
    await migrator.migrateToLatest();
    await expect(migrate(database.db, SILENT)).rejects.toThrow("migrated by a newer Locksmith");
    await database.pool.query("delete from kysely_migration where name = '9999-newer'");
  });
});

it("migrations are numbered from 1 without a gap, in the order they are listed", () => {
  expect(Object.keys(MIGRATIONS).map((name) => Number(name.slice(0, 4)))).toEqual(
    Object.keys(MIGRATIONS).map((_, index) => index + 1),
  );
});

const server = testDatabaseUrl();
if (server) {
  describe("replicas on a Postgres server", () => {
    const names: string[] = [];
    afterAll(async () => {
      for (const name of names) await dropServerDatabase(server, name);
    });

    const openTogether = async (count: number): Promise<Database[]> => {
      const { name, url } = await createServerDatabase(server);
      names.push(name);
      return Promise.all(Array.from({ length: count }, () => openDatabase({ databaseUrl: url })));
    };

    it("may start together on an empty database", async () => {
      const replicas = await openTogether(3);
      const [first] = replicas;
      expect(first && (await describeSchema(first.pool))).toBe(readFileSync("test/store/schema.sql", "utf8"));
      for (const replica of replicas) await replica.close();
    });

    it.each([1, 2, 3])("may create the queues of the jobs together, time %i", async () => {
      const replicas = await openTogether(5);
      const jobs = replicas.map(({ pool }) => createJobs({ pool }));
      const starts = await Promise.allSettled(jobs.map((one) => one.start()));
      const queues = await replicas[0]?.pool.query("select name from pgboss.queue order by name");
      for (const one of jobs) await one.stop();
      for (const replica of replicas) await replica.close();
      expect(starts.filter(({ status }) => status === "rejected")).toEqual([]);
      expect(queues?.rows).toEqual([{ name: "purge" }, { name: "step_due" }, { name: "verify_step" }]);
    });
  });
}

describe("a database that cannot be reached", () => {
  it("is an outage to be tried again, without the password in its words", async () => {
    const opening = openDatabase({ databaseUrl: "postgresql://locksmith:hunter2secret@127.0.0.1:1/locksmith" });
    await expect(opening).rejects.toMatchObject({ kind: "store_unavailable", retry: "later" });
    await expect(opening).rejects.not.toThrow("hunter2secret");
  });
});
