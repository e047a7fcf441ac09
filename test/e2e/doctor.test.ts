import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Check } from "../../src/app/ports/check.ts";
import { examine } from "../../src/doctor.ts";
import { ADMIN_SOCKET } from "../../src/http/admin-server.ts";
import { findSocketsFolder } from "../../src/store/sockets-folder.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { LOCKED } from "./support/form.ts";
import { fileTicket, openEscalation, submitForm } from "./support/tickets.ts";
import { WALK_MS, WITHIN } from "./support/within.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SAYS = "(the running bot says)";
const TOKENS = {
  SLACK_BOT_TOKEN: "xoxb-local-workspace-only",
  SLACK_SIGNING_SECRET: "local-workspace-signing-secret",
  SUPPORT_CHANNEL: "#waba-support",
};

/** A program of ours as an operator starts it, with nothing from this process's settings. */
function start(file: "main.ts" | "cli.ts", args: readonly string[], env: Record<string, string>) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), join(ROOT, "src", file), ...args], {
    cwd: tmpdir(),
    env: { PATH, HOME, ...env },
  });
  const output = { text: "" };
  child.stdout.on("data", (chunk) => (output.text += chunk));
  child.stderr.on("data", (chunk) => (output.text += chunk));
  return { child, output, exited: once(child, "exit").then(([code]) => code as number) };
}

async function cli(args: readonly string[], env: Record<string, string>): Promise<{ exit: number; text: string }> {
  const { output, exited } = start("cli.ts", args, env);
  return { exit: await exited, text: output.text };
}

const doctor = (env: Record<string, string>) => cli(["doctor"], env);

const find = (checks: readonly Check[], name: string) => checks.find((check) => check.name.startsWith(name));

describe("doctor beside a running bot", { timeout: WALK_MS }, () => {
  let bot: TestBot;
  let env: Record<string, string>;
  let isEmbedded: boolean;

  beforeAll(async () => {
    bot = await startTestBot();
    const { databaseUrl, dataDir } = bot.database;
    isEmbedded = databaseUrl === undefined;
    const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: "0".repeat(64) };
    env = { ...TOKENS, SLACK_API_URL: bot.slack.apiUrl, DATA_DIR: dataDir, ...database };
  }, WALK_MS);
  afterAll(async () => {
    await bot?.stop();
  });

  test("prints what the bot says of itself, no secret, and exits with 0", async () => {
    await fileTicket(bot, { number: "+15550130001", errors: LOCKED });
    await vi.waitFor(async () => expect(find(await examine(env), "Messages")?.says).toMatch(/shows all/), WITHIN);
    const { exit, text } = await doctor(env);
    expect(text).toContain("Everything that is set up works.");
    expect(exit).toBe(0);
    for (const name of ["Database", "Messages in Slack", "Jobs"]) {
      expect(text).toContain(isEmbedded ? `ok    ${name} ${SAYS}: ` : `ok    ${name}: `);
    }
    expect(text.includes(`Bot ${SAYS}: It has run since 20`)).toBe(isEmbedded);
    expect(text.includes(`Slack ${SAYS}: Slack took the bot's token.`)).toBe(isEmbedded);
    for (const secret of Object.values(TOKENS).slice(0, 2)) expect(text).not.toContain(secret);
  });

  test("backup asks the bot for a copy, and restore is refused while it runs", async () => {
    const file = join(bot.folder, "running.backup");
    const taken = await cli(["backup", file], env);
    const refused = await cli(["restore", file], env);
    expect(taken.text).toMatch(isEmbedded ? /Backed up \d+ tickets? to .*\n.*key is in it/ : /pg_dump/);
    expect(taken.exit).toBe(isEmbedded ? 0 : 2);
    expect(refused.text).toMatch(isEmbedded ? /in use by another Locksmith .* Stop that one first/ : /pg_restore/);
    expect(refused.exit).toBe(isEmbedded ? 1 : 2);
    expect(find(await examine(env), "Database")?.ok).toBe(true);
  });

  test("exits with 1 when Slack refused a message, and says with which word", async () => {
    bot.slack.failNext("chat.postMessage", { kind: "error", error: "is_archived" });
    expect(await submitForm(await openEscalation(bot, "ben"), { number: "+15550130002", errors: LOCKED })).toEqual({});
    await vi.waitFor(async () => expect(find(await examine(env), "Messages")?.ok).toBe(false), WITHIN);
    const { exit, text } = await doctor(env);
    expect(exit).toBe(1);
    expect(text).toMatch(/FAIL {2}Messages in Slack.*: Slack refused 1 \(is_archived 1\)\./);
    expect(text).toMatch(/→ Mend what Slack names/);
  });

  test("sees that Slack took the bot's token away", async () => {
    bot.slack.failNext("chat.postMessage", { kind: "error", error: "token_revoked" });
    expect(await submitForm(await openEscalation(bot, "ana"), { number: "+15550130003", errors: LOCKED })).toEqual({});
    await vi.waitFor(async () => {
      const checks = await examine(env);
      expect(find(checks, "Messages")?.says).toMatch(/token_revoked 1/);
      expect(find(checks, `Slack ${SAYS}`)?.ok).toBe(isEmbedded ? false : undefined);
    }, WITHIN);
  });

  test("looks itself once the bot has stopped, and its socket is gone", async () => {
    const sockets = isEmbedded ? findSocketsFolder(bot.database.dataDir) : undefined;
    await bot.bot.stop();
    if (sockets !== undefined) expect(existsSync(join(sockets, ADMIN_SOCKET))).toBe(false);
    const checks = await examine(env);
    expect(checks.filter(({ name }) => name.includes(SAYS))).toEqual([]);
    expect(find(checks, "Database")?.ok).toBe(true);
    expect(find(checks, "Messages")).toMatchObject({ ok: false, says: expect.stringMatching(/Slack refused 2/) });
  });
});

describe("a bot that is killed", () => {
  let folder: string;
  let env: Record<string, string>;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "locksmith-killed-"));
    const dataDir = join(folder, "data");
    cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
    const nowhere = { SLACK_API_URL: "http://127.0.0.1:9/api/", HOST: "127.0.0.1", PORT: "0" };
    env = { ...TOKENS, ...nowhere, DATA_DIR: dataDir };
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    const sockets = findSocketsFolder(join(folder, "data"));
    if (sockets !== undefined) rmSync(sockets, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  });

  async function startBot() {
    const bot = start("main.ts", [], env);
    children.push(bot.child);
    await vi.waitFor(() => expect(bot.output.text).toMatch(/cannot be reached/), WITHIN);
    return bot;
  }

  const ofDatabase = async () => (await examine(env)).filter(({ name }) => /Bot|Database|\(the running/.test(name));

  test("leaves a socket that confuses neither doctor nor the next bot", { timeout: WALK_MS }, async () => {
    const first = await startBot();
    const [runs, slack, database] = await ofDatabase();
    expect(runs).toMatchObject({ name: `Bot ${SAYS}`, ok: true });
    // Slack never answered this one, and it says so before anything else runs.
    expect(slack).toMatchObject({ name: `Slack ${SAYS}`, ok: false });
    expect(database).toMatchObject({ name: `Database ${SAYS}`, ok: true });

    first.child.kill("SIGKILL");
    await first.exited;
    expect(existsSync(join(findSocketsFolder(join(folder, "data")) ?? "", ADMIN_SOCKET))).toBe(true);
    expect(await ofDatabase()).toMatchObject([{ name: "Database", ok: true }]);

    await startBot();
    expect((await ofDatabase())[0]).toMatchObject({ name: `Bot ${SAYS}`, ok: true });
  });
});
