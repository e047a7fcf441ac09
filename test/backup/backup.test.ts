import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { copyDatabase } from "../../src/backup/copy-database.ts";
import { readHead } from "../../src/backup/read-backup.ts";
import { runBackup } from "../../src/backup/run-backup.ts";
import { restoredWords, runRestore } from "../../src/backup/run-restore.ts";
import { startAdminServer } from "../../src/http/admin-server.ts";
import { createJobs } from "../../src/jobs/queue.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createCipher } from "../../src/store/encryption.ts";
import { loadEncryptionKey } from "../../src/store/encryption-key.ts";
import { createStore } from "../../src/store/store.ts";
import { aNewTicket, aNotice, NOW } from "../store/builders.ts";

const TEAM = "TBACKUP";
const LONG = { timeout: 120_000 };

let folder: string;
let dataDir: string;
/** A folder with one ticket and its backup, made once. */
let origin: { folder: string; ticket: ReturnType<typeof aNewTicket> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "locksmith-backup-"));
  dataDir = join(folder, "data");
  withDatabase();
  origin = { folder, ticket: await fileTicket() };
  await run(runBackup, ["a.backup"]);
  removeSockets(dataDir);
}, LONG.timeout);
afterAll(() => rmSync(origin.folder, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "locksmith-backup-"));
  dataDir = join(folder, "data");
});
afterEach(() => {
  for (const name of readdirSync(folder)) removeSockets(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
});

/** The sockets of a data folder lie outside it. */
function removeSockets(path: string): void {
  const notes = statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.startsWith("sockets-")) : [];
  for (const note of notes) rmSync(readFileSync(join(path, note), "utf8").trim(), { recursive: true, force: true });
}

type Env = { databaseUrl?: string; encryptionKey?: string; dir?: string };

async function run(command: typeof runBackup, args: readonly string[], env: Env = {}) {
  const printed = { stdout: "", stderr: "" };
  const io = {
    cwd: folder,
    stdout: { write: (text: string) => (printed.stdout += text) },
    stderr: { write: (text: string) => (printed.stderr += text) },
    now: () => NOW,
  };
  const { databaseUrl = null, encryptionKey = null, dir = dataDir } = env;
  const code = await command(args, { dataDir: dir, databaseUrl, encryptionKey }, io);
  return { code, ...printed };
}

function withDatabase(): void {
  cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
}

/** As the bot opens it, with the key of the folder. */
async function openBot(dir: string, encryptionKey?: string) {
  const database = await openDatabase({ dataDir: dir });
  const cipher = createCipher(loadEncryptionKey({ dataDir: dir, encryptionKey }));
  const store = await createStore({ database, cipher, teamId: TEAM, jobs: createJobs(database) });
  return { database, store };
}

async function fileTicket(dir = dataDir, encryptionKey?: string) {
  const { database, store } = await openBot(dir, encryptionKey);
  const ticket = aNewTicket();
  const { id } = ticket.ticket;
  await store.tickets.file(ticket);
  await store.notices.add([
    aNotice({ id: `card-${id}`, ticketId: id }),
    aNotice({ id: `list-${id}`, ticketId: id, kind: "checklist", parentId: `card-${id}` }),
  ]);
  await database.close();
  return ticket;
}

/** A copy of it: the data folder, and beside it the backup. */
function backedUp() {
  for (const name of ["data", "a.backup"]) cpSync(join(origin.folder, name), join(folder, name), { recursive: true });
  for (const name of readdirSync(dataDir)) if (name.startsWith("sockets-")) rmSync(join(dataDir, name));
  return { ticket: origin.ticket, file: join(folder, "a.backup") };
}

function namesIn(dir: string): readonly string[] {
  return readdirSync(dir)
    .filter((name) => !name.startsWith("sockets-"))
    .sort();
}

describe("a backup", () => {
  test("restored in another data folder has the tickets, and its API keys can be read", LONG, async () => {
    const { ticket, file } = backedUp();
    const other = join(folder, "another", "data");

    const { code, stdout } = await run(runRestore, ["a.backup"], { dir: other });

    expect(code).toBe(0);
    expect(stdout).toMatch(/Restored 1 ticket of 2026-03-02 10:00 UTC into .*data\./);
    expect(stdout).not.toMatch(/before-restore|CAREFUL/);
    expect(namesIn(other)).toEqual(["encryption.key", "postgres"]);
    expect(statSync(join(other, "encryption.key")).mode & 0o777).toBe(0o600);
    const { database, store } = await openBot(other);
    const record = await store.tickets.load({ id: ticket.ticket.id });
    expect(record?.text.numbers).toEqual(ticket.text.numbers);
    expect(record?.ticket.steps).toHaveLength(3);
    expect(await store.tickets.revealApiKey(ticket.ticket.id, "U1", NOW)).toBe("4f9c1a2b");
    expect(await store.tickets.findOpenByNumber(ticket.text.numbers[0] ?? "")).toBeDefined();
    await database.close();
    removeSockets(other);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("says its sizes, what it did on the way, and that it holds the key; nothing half-made stays", LONG, async () => {
    backedUp();
    mkdirSync(join(folder, "backups"));

    const { code, stdout, stderr } = await run(runBackup, ["backups"]);

    expect(code).toBe(0);
    const [line, key] = stdout.split("\n");
    expect(line).toMatch(
      /^Backed up 1 ticket to .*locksmith-2026-03-02T10-00-00Z\.backup \(\d+\.\d MB, from .* MB\)\.$/,
    );
    expect(key).toMatch(/encryption key is in it.*Keep it as you would keep the key/);
    expect(stderr).toMatch(/Copying .*\nReading .*\nWriting /);
    expect(readdirSync(join(folder, "backups"))).toEqual(["locksmith-2026-03-02T10-00-00Z.backup"]);
    expect(namesIn(dataDir)).toEqual(["encryption.key", "postgres"]);
  });

  test("of a running bot is asked from the bot, which goes on", LONG, async () => {
    const { ticket } = backedUp();
    const { database, store } = await openBot(dataDir);
    const { socketsFolder, files } = database;
    if (socketsFolder === null || files === null) throw new Error("not embedded");
    const copy = () => copyDatabase(files, dataDir);
    const admin = await startAdminServer({
      socketsFolder,
      doctor: async () => [],
      backlog: async () => ({ dead: [], waiting: [], refused: [] }),
      retry: async () => ({ jobs: [], messages: [], failed: [] }),
      copyDatabase: copy,
      onError: () => {},
    });
    onTestFinished(() => admin.stop());
    const half = store.transact(async (tx) => {
      await tx.notices.add([aNotice({ id: "half" })]);
      await Promise.resolve();
      return tx.notices.load("half");
    });

    const { code } = await run(runBackup, ["running.backup"]);

    expect(code).toBe(0);
    expect(await half).toBeDefined();
    expect(await store.tickets.load({ id: ticket.ticket.id })).toBeDefined();
    await database.close();
    const other = join(folder, "other");
    expect((await run(runRestore, ["running.backup"], { dir: other })).code).toBe(0);
    const restored = await openBot(other);
    expect(await restored.store.tickets.revealApiKey(ticket.ticket.id, "U1", NOW)).toBe("4f9c1a2b");
    await restored.database.close();
  });

  test("whose key is the setting ENCRYPTION_KEY says loudly that the key is not in it", LONG, async () => {
    withDatabase();
    const encryptionKey = "ab".repeat(32);
    await fileTicket(dataDir, encryptionKey);

    const backup = await run(runBackup, ["a.backup"], { encryptionKey });

    expect(backup.stdout).toMatch(/CAREFUL: the encryption key is NOT in it.*ENCRYPTION_KEY/);
    const { manifest, encryptionKey: held } = await readHead(join(folder, "a.backup"));
    const says = (key: string | null) =>
      [
        ...restoredWords(
          { manifest, encryptionKey: held, aside: null },
          { dataDir, databaseUrl: null, encryptionKey: key },
        ),
      ].join("\n");
    expect(held).toBeNull();
    expect(says(null)).toMatch(/CAREFUL: .*Set ENCRYPTION_KEY/);
    expect(says(encryptionKey)).not.toMatch(/CAREFUL/);
    expect(says("cd".repeat(32))).toMatch(/CAREFUL: ENCRYPTION_KEY is set to another key/);
    expect(readFileSync(join(folder, "a.backup")).includes(encryptionKey)).toBe(false);
  });

  test("replaces no file unless it is told to", LONG, async () => {
    const { file } = backedUp();
    writeFileSync(file, "precious");
    const refused = await run(runBackup, [file]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/is there already.*--force/) });
    expect(readFileSync(file, "utf8")).toBe("precious");
    expect((await run(runBackup, [file, "--force"])).code).toBe(0);
    expect(gunzipSync(readFileSync(file)).subarray(0, 60).toString()).toMatch(/waba-locksmith backup/);
  });

  test("of a folder without a database, or into a folder that is not there, is refused and makes nothing", async () => {
    expect(await run(runBackup, ["a.backup"])).toMatchObject({ code: 1, stderr: expect.stringMatching(/no database/) });
    expect(await run(runBackup, ["no/a.backup"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Create it/),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a restore", () => {
  test("keeps what was there before beside it", LONG, async () => {
    const { ticket, file } = backedUp();
    const later = await fileTicket();

    const { code, stdout } = await run(runRestore, [file]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/What was there before is in .*before-restore-2026-03-02T10-00-00Z; delete it when you are/);
    const now = await openBot(dataDir);
    expect(await now.store.tickets.load({ id: ticket.ticket.id })).toBeDefined();
    expect(await now.store.tickets.load({ id: later.ticket.id })).toBeUndefined();
    await now.database.close();
    const before = await openBot(join(dataDir, "before-restore-2026-03-02T10-00-00Z"));
    expect(await before.store.tickets.load({ id: later.ticket.id })).toBeDefined();
    await before.database.close();
    removeSockets(join(dataDir, "before-restore-2026-03-02T10-00-00Z"));
  });

  test(
    "gives no ticket the number of one that is lost, and looks in Slack before it posts or trusts",
    LONG,
    async () => {
      withDatabase();
      const ticket = await fileTicket();
      const bot = await openBot(dataDir);
      await bot.database.pool.query(
        "update notices set state = 'sent', ts = '1.2', sent_revision = 1 where kind = 'checklist'",
      );
      await bot.database.close();
      expect((await run(runBackup, ["a.backup"])).code).toBe(0);
      expect((await run(runRestore, ["a.backup"])).code).toBe(0);

      const { database, store } = await openBot(dataDir);
      const again = await store.tickets.file(aNewTicket());
      expect(again).toMatchObject({ record: { ticket: { ref: "WL-1002" } } });
      const [card, checklist] = await store.notices.forTicket(ticket.ticket.id);
      expect(card).toMatchObject({ state: "unknown", ts: null });
      expect(checklist).toMatchObject({ ts: "1.2", wantedRevision: 1, sentRevision: 0 });
      await database.close();
    },
  );

  test("is refused while a bot runs, and changes nothing", LONG, async () => {
    const { file } = backedUp();
    const { database, store } = await openBot(dataDir);
    const refused = await run(runRestore, [file]);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/in use by another .*Stop that one first/),
    });
    expect(await store.tickets.list({ limit: 5 })).toHaveLength(1);
    await database.close();
    expect(namesIn(dataDir)).toEqual(["encryption.key", "postgres"]);
  });

  test.each<[string, RegExp, (file: string) => void]>([
    ["is cut off", /cut off or damaged/, (file) => truncateSync(file, statSync(file).size - 1_000)],
    ["lost its middle", /cut off or damaged/, (file) => writeFileSync(file, middleRemoved(readFileSync(file)))],
    ["was packed again with less in it", /cut off or damaged/, (file) => repack(file, (all) => all.subarray(0, -512))],
    ["is another kind of file", /no backup of Locksmith/, (file) => writeFileSync(file, "hello\n".repeat(9))],
    ["is empty", /no backup of Locksmith/, (file) => writeFileSync(file, "")],
    ["is another packed file", /no backup of Locksmith/, (file) => writeFileSync(file, gzipSync("{}\n{}\nx"))],
    ["holds no database", /does not open, so nothing was changed/, (file) => repack(file, () => Buffer.alloc(2048))],
    ["has a later format", /newer Locksmith \(0\.1\.0\)/, (file) => remark(file, { version: 2 })],
    ["knows a later migration", /newer Locksmith/, (file) => remark(file, { migrations: ["0001-tickets", "9999-x"] })],
  ])("of a file that %s is refused in words and changes nothing", LONG, async (_, says, damage) => {
    const { file } = backedUp();
    damage(file);
    const { ino } = statSync(join(dataDir, "postgres"));

    const refused = await run(runRestore, [file]);
    const elsewhere = await run(runRestore, [file], { dir: join(folder, "fresh") });

    expect(refused).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(says) });
    expect(elsewhere.code).toBe(1);
    expect(existsSync(join(folder, "fresh"))).toBe(false);
    expect(namesIn(dataDir)).toEqual(["encryption.key", "postgres"]);
    expect(statSync(join(dataDir, "postgres")).ino).toBe(ino);
  });

  test("that was killed half-way keeps the bot from starting, and ends well when it is made again", LONG, async () => {
    const { ticket, file } = backedUp();
    const later = await fileTicket();
    // As it stands between the renames: the old parts are aside, the new database is in place, its key is not.
    const aside = join(dataDir, "before-restore-x");
    mkdirSync(aside);
    for (const part of ["postgres", "encryption.key"])
      cpSync(join(dataDir, part), join(aside, part), { recursive: true });
    rmSync(join(dataDir, "encryption.key"));
    writeFileSync(join(dataDir, "restore-unfinished"), "before-restore-x");

    await expect(openDatabase({ dataDir })).rejects.toThrow(/was interrupted. Run it again with the same file/);
    const { code, stdout } = await run(runRestore, [file]);

    expect(code).toBe(0);
    expect(stdout).toContain("before-restore-x");
    expect(namesIn(dataDir)).toEqual(["before-restore-x", "encryption.key", "postgres"]);
    const now = await openBot(dataDir);
    expect(await now.store.tickets.revealApiKey(ticket.ticket.id, "U1", NOW)).toBe("4f9c1a2b");
    await now.database.close();
    const before = await openBot(aside);
    expect(await before.store.tickets.load({ id: later.ticket.id })).toBeDefined();
    await before.database.close();
    removeSockets(aside);
  });

  test("of a file that is not there is refused", async () => {
    expect(await run(runRestore, ["a.backup"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/no file/) });
    expect(await run(runRestore, ["."])).toMatchObject({ code: 2, stderr: expect.stringMatching(/is no file/) });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.each([
  ["backup", runBackup, "pg_dump"],
  ["restore", runRestore, "pg_restore"],
] as const)("%s", (name, command, tool) => {
  test("without arguments, with too many or with unknown ones shows what it understands", async () => {
    for (const args of [[], ["a", "b"], ["--fast", "a"]]) {
      const { code, stdout, stderr } = await run(command, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(`${name} <file`);
    }
    expect(await run(command, ["--help"])).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining(name),
    });
  });

  test(`with DATABASE_URL says to use ${tool} and to keep the key`, async () => {
    const { code, stderr } = await run(command, ["a.backup"], { databaseUrl: "postgres://me:hunter2@db/x" });
    expect(code).toBe(2);
    expect(stderr).toContain(tool);
    expect(stderr).toContain("ENCRYPTION_KEY");
    expect(stderr).not.toContain("hunter2");
    expect(readdirSync(folder)).toEqual([]);
  });
});

function middleRemoved(bytes: Buffer): Buffer {
  const half = Math.floor(bytes.length / 2);
  return Buffer.concat([bytes.subarray(0, half), bytes.subarray(half + 10)]);
}

function split(file: string): [Record<string, unknown>, string, Buffer] {
  const all = gunzipSync(readFileSync(file));
  const first = all.indexOf("\n");
  const second = all.indexOf("\n", first + 1);
  return [
    JSON.parse(all.toString("utf8", 0, first)),
    all.toString("utf8", first + 1, second),
    all.subarray(second + 1),
  ];
}

function remark(file: string, change: Record<string, unknown>): void {
  const [manifest, key, tar] = split(file);
  const head = `${JSON.stringify({ ...manifest, ...change })}\n${key}\n`;
  writeFileSync(file, gzipSync(Buffer.concat([Buffer.from(head), tar]), { level: 1 }));
}

/** Changes what is in it; a whole file that holds something else has the right length in its manifest. */
function repack(file: string, change: (tar: Buffer) => Buffer): void {
  const [manifest, key, tar] = split(file);
  const next = change(tar);
  const tarBytes = next.length > 10_000 ? manifest.tarBytes : next.length;
  const head = `${JSON.stringify({ ...manifest, tarBytes })}\n${key}\n`;
  writeFileSync(file, gzipSync(Buffer.concat([Buffer.from(head), next]), { level: 1 }));
}
