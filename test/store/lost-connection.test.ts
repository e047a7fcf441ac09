import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../support/server-databases.ts";
import { WITHIN } from "../support/within.ts";

const server = testDatabaseUrl();

// An "error" event nobody listens to fails the run by itself, as it would end the process.
describe("a Postgres server that closes the bot's connections, as in a restart", () => {
  let name = "";
  let database: Database;
  let admin: Database;

  beforeAll(async () => {
    const created = await createServerDatabase(server ?? "");
    name = created.name;
    database = await openDatabase({ databaseUrl: created.url });
    admin = await openDatabase({ databaseUrl: created.url, lookOnly: true });
  });
  afterAll(async () => {
    await database?.close();
    await admin?.close();
    if (name !== "") await dropServerDatabase(server ?? "", name);
  });

  async function pidOf(connection: Pick<Database["pool"], "query">): Promise<number> {
    return (await connection.query("select pg_backend_pid() as pid")).rows[0]?.pid;
  }
  const isGone = async (pid: number) =>
    (await admin.pool.query("select 1 from pg_stat_activity where pid = $1", [pid])).rows.length === 0;

  async function close(pid: number): Promise<void> {
    await admin.pool.query("select pg_terminate_backend($1)", [pid]);
    await vi.waitFor(async () => expect(await isGone(pid)).toBe(true), WITHIN);
  }

  it("in the middle of a transaction: the transaction fails, the next one works", async () => {
    const lent = await database.pool.connect();
    try {
      await lent.query("begin");
      await close(await pidOf(lent));
      await expect(lent.query("select 1")).rejects.toMatchObject({ kind: "store_unavailable" });
    } finally {
      lent.release();
    }
    expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("in the middle of a statement: the statement fails, the next one works", async () => {
    const lent = await database.pool.connect();
    try {
      const pid = await pidOf(lent);
      const asked = expect(lent.query("select pg_sleep(600)")).rejects.toMatchObject({ kind: "store_unavailable" });
      await close(pid);
      await asked;
    } finally {
      lent.release();
    }
    expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("while it is idle: nobody notices", async () => {
    await close(await pidOf(database.pool));
    await vi.waitFor(async () => {
      expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    }, WITHIN);
  });
});
