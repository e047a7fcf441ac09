import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import type { Check } from "../src/app/ports/check.ts";
import { loadConfig } from "../src/config.ts";
import { checkDatabase } from "../src/doctor-database.ts";
import { ADMIN_SOCKET } from "../src/http/admin-server.ts";
import { openDatabase } from "../src/store/database.ts";
import { lockFolder } from "../src/store/folder-lock.ts";
import { openSocketsFolder } from "../src/store/sockets-folder.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "./support/server-databases.ts";

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "locksmith-doctor-"));
  dataDir = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function check(env: Record<string, string> = {}): Promise<readonly Check[]> {
  const needed = { SLACK_BOT_TOKEN: "xoxb-x", SLACK_APP_TOKEN: "xapp-x", SUPPORT_CHANNEL: "#support" };
  const { config, secrets } = loadConfig({ ...needed, DATA_DIR: dataDir, ...env });
  return checkDatabase(config, secrets);
}

function withDatabase(): void {
  cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
}

function withSockets(): string {
  const sockets = openSocketsFolder(dataDir);
  onTestFinished(() => rmSync(sockets, { recursive: true, force: true }));
  return sockets;
}

const COUNTS = [
  { name: "Messages in Slack", ok: true, says: "Slack shows all of them." },
  { name: "Jobs", ok: true, says: "None failed for good in the last days." },
];

describe("a data folder that no bot has open", () => {
  test("is not created when it is missing", async () => {
    const checks = await check();
    expect(checks).toMatchObject([{ ok: "skipped", says: expect.stringMatching(/the first start creates it/) }]);
    expect(existsSync(dataDir)).toBe(false);
  });

  test("gets no database, nor anything else, when it has none", async () => {
    cpSync("package.json", join(dataDir, "notes.json"));
    const checks = await check();
    expect(checks).toMatchObject([{ ok: "skipped", says: expect.stringMatching(/the first start creates it/) }]);
    expect(readdirSync(dataDir)).toEqual(["notes.json"]);
  });

  test("that is a file is a failure with what to check", async () => {
    writeFileSync(dataDir, "");
    expect(await check()).toMatchObject([{ ok: false, fix: expect.stringMatching(/DATA_DIR/) }]);
  });

  test("is opened, counted and left for the next bot", { timeout: 60_000 }, async () => {
    withDatabase();
    const sockets = withSockets();
    const checks = await check();
    expect(checks).toMatchObject([
      {
        name: "Database",
        ok: true,
        says: expect.stringMatching(/^It answers in \d+ ms \(embedded\)\. .* the newest\.$/),
      },
      { name: "Data folder", ok: true, says: expect.stringMatching(/data takes \d+ MB\.$/) },
      ...COUNTS,
    ]);
    await (await lockFolder(sockets, dataDir)).release();
    expect(readdirSync(sockets)).not.toContain(ADMIN_SOCKET);
  });

  test("with an older schema says what is pending, and is not migrated", { timeout: 60_000 }, async () => {
    withDatabase();
    withSockets();
    const older = await openDatabase({ dataDir });
    await older.pool.query("delete from kysely_migration");
    await older.close();
    for (const _ of ["a first look", "a second one"]) {
      const [database, ...others] = await check();
      expect(database).toMatchObject({ ok: true, says: expect.stringMatching(/pending; .* when the bot starts/) });
      expect(others.map(({ name }) => name)).toEqual(["Data folder"]);
    }
  });
});

describe("a data folder that somebody has open", () => {
  test("and who does not answer is told with the process and what to do", async () => {
    withDatabase();
    const lock = await lockFolder(withSockets(), dataDir);
    const [silent, ...others] = await check();
    expect(others).toEqual([]);
    expect(silent).toMatchObject({ name: "Database", ok: false });
    expect(silent?.says).toMatch(new RegExp(`process \\(${process.pid}, since .*gave no usable answer within 2 s`));
    expect(silent?.fix).toMatch(/starting or stopping: try again/);
    await lock.release();
  });

  test("and who only listens is not waited for longer than two seconds", async () => {
    withDatabase();
    const mute = createServer((socket) => onTestFinished(() => void socket.destroy()));
    const sockets = withSockets();
    await new Promise<void>((resolve) => mute.listen(join(sockets, ADMIN_SOCKET), resolve));
    onTestFinished(() => void mute.close());
    const before = performance.now();
    expect(await check()).toMatchObject([
      { ok: false, says: expect.stringMatching(/gave no usable answer within 2 s/) },
    ]);
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(readdirSync(sockets)).toEqual([ADMIN_SOCKET]);
  });

  test("is not asked over sockets that others can reach", async () => {
    withDatabase();
    const sockets = withSockets();
    rmSync(sockets, { recursive: true });
    writeFileSync(sockets, "");
    expect(await check()).toMatchObject([{ ok: false, says: expect.stringMatching(/not a private folder/) }]);
  });
});

describe("a database on a server", () => {
  const KEY = { ENCRYPTION_KEY: "0".repeat(64) };

  test("that cannot be reached is a failure without its password", async () => {
    const checks = await check({ ...KEY, DATABASE_URL: "postgresql://me:hunter2secret@127.0.0.1:1/locksmith" });
    expect(checks).toMatchObject([{ name: "Database", ok: false, fix: expect.stringMatching(/DATABASE_URL/) }]);
    expect(JSON.stringify(checks)).not.toContain("hunter2secret");
  });

  const server = testDatabaseUrl();
  if (server) {
    test("is counted like any other, and an empty one stays empty", async () => {
      const full = await createServerDatabase(server, inject("serverTemplate") ?? undefined);
      const empty = await createServerDatabase(server);
      expect(await check({ ...KEY, DATABASE_URL: full.url })).toMatchObject([
        { name: "Database", ok: true, says: expect.stringMatching(/\(on the server\)\. .* the newest\.$/) },
        ...COUNTS,
      ]);
      for (const _ of ["a first look", "a second one"]) {
        const checks = await check({ ...KEY, DATABASE_URL: empty.url });
        expect(checks).toMatchObject([{ ok: true, says: expect.stringMatching(/pending/) }]);
      }
      for (const { name } of [full, empty]) await dropServerDatabase(server, name);
    });
  }
});
