import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { backlogFromEnv } from "../../src/ask-backlog.ts";
import { runJobs } from "../../src/cli/jobs.ts";
import { HOUR } from "../../src/domain/time.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { LOCKED } from "./support/form.ts";
import { readStored } from "./support/stored.ts";
import { openEscalation, submitForm } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

describe("jobs beside a bot", { timeout: WALK_MS }, () => {
  let bot: TestBot;
  let env: Record<string, string>;
  const id = randomUUID();

  beforeAll(async () => {
    bot = await startTestBot();
    const { databaseUrl, dataDir } = bot.database;
    const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: "0".repeat(64) };
    env = {
      SLACK_BOT_TOKEN: "xoxb-local",
      SLACK_SIGNING_SECRET: "local-signing",
      SUPPORT_CHANNEL: SUPPORT,
      DATA_DIR: dataDir,
      ...database,
    };
  }, WALK_MS);
  afterAll(async () => {
    await bot?.stop();
  });

  /** `cli -- jobs …` as the terminal sees it. */
  async function jobs(...args: string[]) {
    const said = { out: "", err: "" };
    const exit = await runJobs(args, {
      ...backlogFromEnv(env),
      stdout: { write: (text: string) => (said.out += text) },
      stderr: { write: (text: string) => (said.err += text) },
    });
    return { exit, ...said };
  }
  const listed = async () => JSON.parse((await jobs("--json")).out);
  const posted = () => bot.slack.messages(SUPPORT).filter(({ metadata }) => metadata !== undefined).length;

  test("a running bot lists what waits, and nothing that failed", async () => {
    // The first purge is under way for a moment, and then the next one waits for tomorrow.
    await vi.waitFor(async () => {
      const { waiting, ...others } = await listed();
      expect(others).toEqual({ dead: [], refused: [] });
      expect(waiting).toMatchObject([{ name: "purge" }]);
      expect(Date.parse(waiting[0].dueAt)).toBeGreaterThan(Date.now() + HOUR);
    }, WITHIN);
    const { exit, out } = await jobs();
    expect(exit).toBe(0);
    expect(out).toMatch(
      /^Jobs that failed for good: none\n\nMessages that Slack refused: none\n\nJobs that wait: \d+\n/,
    );
  });

  test("a message that Slack refused is listed with Slack's word, and posted once when it is tried again", async () => {
    bot.slack.failNext("chat.postMessage", { kind: "error", error: "is_archived" });
    expect(await submitForm(await openEscalation(bot, "ana"), { number: "+15550160001", errors: LOCKED })).toEqual({});
    await vi.waitFor(async () => expect((await listed()).refused).toHaveLength(1), WITHIN);
    const [refused] = (await listed()).refused;
    expect(refused).toMatchObject({ kind: "card", ticket: "WL-1", because: "is_archived" });
    expect((await jobs()).out).toContain(`${refused.id}  card of WL-1, `);
    expect(posted()).toBe(0);

    expect(await jobs("retry", refused.id)).toEqual({ exit: 0, out: "1 message will be posted again.\n", err: "" });
    // The card, and the checklist that waited for it.
    await vi.waitFor(() => expect(posted()).toBe(2), WITHIN);
    expect((await listed()).refused).toEqual([]);
    expect(await jobs("retry", "--all")).toMatchObject({ exit: 0, out: "Nothing failed for good.\n" });
    expect(posted()).toBe(2);
  });

  test("an id that is nobody's is told, and counts as a failure", async () => {
    const { exit, out } = await jobs("retry", "no-such-id");
    expect(exit).toBe(1);
    expect(out).toBe("Not tried again: no-such-id, because no dead job and no refused message has this id.\n");
  });

  test("without a bot the database is opened: a dead job is listed and sent anew, and the next bot works on it", async () => {
    await readStored(bot, async (query) => {
      await query(
        `insert into pgboss.job (id, name, data, state, retry_count, started_on, completed_on, output)
         values ('${id}', 'purge', '{}', 'failed', 5, now(), now(), '{"message": "the disk was full"}')`,
      );
      await query(`insert into pgboss.archive select *, now() from pgboss.job where id = '${id}'`);
      await query(`delete from pgboss.job where id = '${id}'`);
    });
    expect((await listed()).dead).toMatchObject([{ id, name: "purge", because: "the disk was full", tries: 6 }]);
    expect((await jobs()).out).toMatch(
      /failed for good: 1\n.* {2}purge, .* UTC, tried 6 times\n {6}the disk was full\n/,
    );
    expect(await jobs("retry", id, "--json")).toMatchObject({
      exit: 0,
      out: `${JSON.stringify({ jobs: [id], failed: [], messages: [] }, null, 2)}\n`,
    });
    expect(await listed()).toMatchObject({
      dead: [],
      waiting: expect.arrayContaining([expect.objectContaining({ id })]),
    });

    await bot.startBotAgain();
    await vi.waitFor(async () => {
      const { waiting, dead } = await listed();
      expect(dead).toEqual([]);
      expect(waiting.map((job: { id: string }) => job.id)).not.toContain(id);
    }, WITHIN);
  });

  test("what cannot be asked is told in a sentence, with exit code 1", async () => {
    const nowhere = { ...env, DATABASE_URL: "", DATA_DIR: `${env.DATA_DIR}/not-there` };
    const io = { stdout: { write: () => {} }, stderr: { write: vi.fn() } };
    expect(await runJobs([], { ...backlogFromEnv(nowhere), ...io })).toBe(1);
    expect(io.stderr.write).toHaveBeenCalledWith(expect.stringMatching(/no database in .* yet; the first start/));
    const away = {
      ...env,
      DATABASE_URL: "postgresql://me:hunter2secret@127.0.0.1:1/x",
      ENCRYPTION_KEY: "0".repeat(64),
    };
    expect(await runJobs(["retry", "--all"], { ...backlogFromEnv(away), ...io })).toBe(1);
    expect(JSON.stringify(io.stderr.write.mock.calls)).not.toContain("hunter2secret");
    expect(await runJobs([], { ...backlogFromEnv({}), ...io })).toBe(1);
    expect(io.stderr.write).toHaveBeenLastCalledWith(expect.stringMatching(/SLACK_BOT_TOKEN is missing/));
  });
});
