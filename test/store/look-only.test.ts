import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { lookAtFolder, sizeOf } from "../../src/store/data-folder.ts";
import { openDatabase } from "../../src/store/database.ts";
import { MIGRATIONS } from "../../src/store/migrations/index.ts";
import { readSchemaState } from "../../src/store/schema-state.ts";
import { findSocketsFolder, openSocketsFolder } from "../../src/store/sockets-folder.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../support/server-databases.ts";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "locksmith-look-"));
});

afterEach(() => {
  const sockets = existsSync(dataDir) ? findSocketsFolder(dataDir) : undefined;
  if (sockets !== undefined) rmSync(sockets, { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
});

describe("a look into a data folder", () => {
  it("creates neither a database nor the folder", async () => {
    await expect(openDatabase({ dataDir, lookOnly: true })).rejects.toThrow("The first start of the bot creates it");
    expect(readdirSync(dataDir).filter((name) => name.startsWith("postgres"))).toEqual([]);
    const missing = join(dataDir, "missing");
    await expect(openDatabase({ dataDir: missing, lookOnly: true })).rejects.toThrow();
    expect(existsSync(missing)).toBe(false);
  });

  it("runs no migration and leaves a half-made database where it is", { timeout: 60_000 }, async () => {
    cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
    const first = await openDatabase({ dataDir });
    await first.pool.query("delete from kysely_migration");
    await first.close();

    cpSync(join(dataDir, "postgres", "PG_VERSION"), join(dataDir, "postgres.new-12345678", "PG_VERSION"));
    const { mode } = statSync(dataDir);
    const looking = await openDatabase({ dataDir, lookOnly: true });
    expect(await readSchemaState(looking.pool)).toEqual({ pending: Object.keys(MIGRATIONS).length, isNewer: false });
    await looking.close();
    expect(readdirSync(dataDir)).toContain("postgres.new-12345678");
    expect(statSync(dataDir).mode).toBe(mode);
  });

  // Only root can give a file away.
  if (process.getuid?.() === 0) {
    it("is refused to another user than the bot's, before anything is written", async () => {
      cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
      chownSync(join(dataDir, "postgres"), 65534, 65534);
      await expect(openDatabase({ dataDir, lookOnly: true })).rejects.toThrow("Run this as the user of the bot");
      expect(readdirSync(dataDir)).toEqual(["postgres"]);
    });
  }

  it("tells what is there before anybody opens it", async () => {
    expect(await lookAtFolder(join(dataDir, "missing"))).toBe("missing");
    expect(await lookAtFolder(dataDir)).toBe("without_database");
    cpSync("package.json", join(dataDir, "postgres", "PG_VERSION"));
    expect(await lookAtFolder(dataDir)).toBe("with_database");
    expect(await lookAtFolder(join(dataDir, "postgres", "PG_VERSION"))).toBe("unreadable");
  });

  it("measures all files below, and nothing for what is gone", async () => {
    cpSync("package.json", join(dataDir, "a", "b", "one"));
    cpSync("package.json", join(dataDir, "two"));
    expect(await sizeOf(dataDir)).toBeGreaterThanOrEqual(2 * statSync("package.json").size);
    expect(await sizeOf(dataDir)).toBeLessThan(2 * statSync("package.json").size + 100);
    expect(await sizeOf(join(dataDir, "gone"))).toBe(0);
  });

  it("finds the sockets folder of a bot, and makes none", () => {
    expect(findSocketsFolder(dataDir)).toBeUndefined();
    expect(readdirSync(dataDir)).toEqual([]);
    const sockets = openSocketsFolder(dataDir);
    expect(findSocketsFolder(dataDir)).toBe(sockets);
    rmSync(sockets, { recursive: true });
    expect(findSocketsFolder(dataDir)).toBeUndefined();
  });
});

describeOnEachDatabase("the state of the schema", (open) => {
  it("is the newest, behind, or of a newer program", async () => {
    const { pool } = (await open()).database;
    expect(await readSchemaState(pool)).toEqual({ pending: 0, isNewer: false });
    await pool.query("insert into kysely_migration (name, timestamp) values ('9999-newer', 'now')");
    expect(await readSchemaState(pool)).toEqual({ pending: 0, isNewer: true });
    await pool.query("delete from kysely_migration where name = '9999-newer'");
  });
});

const server = testDatabaseUrl();
if (server) {
  it("a look at an empty database on a server leaves it empty", async () => {
    const { name, url } = await createServerDatabase(server);
    const looking = await openDatabase({ databaseUrl: url, lookOnly: true });
    expect(await readSchemaState(looking.pool)).toEqual({ pending: Object.keys(MIGRATIONS).length, isNewer: false });
    const { rows } = await looking.pool.query(
      "select count(*)::integer as tables from pg_tables where schemaname = 'public'",
    );
    expect(rows).toEqual([{ tables: 0 }]);
    await looking.close();
    await dropServerDatabase(server, name);
  });
}
