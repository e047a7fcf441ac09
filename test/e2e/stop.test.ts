import { Agent, get } from "node:http";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { testDatabaseUrl } from "../support/server-databases.ts";
import { LOCKED } from "./support/form.ts";
import { tick } from "./support/steps.ts";
import { startSurroundings, type Transport } from "./support/surroundings.ts";
import { cardOf, fileTicket } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const NUMBER = "+15550100001";
const BANNED = "+15550100007";
const FAILS_ON_SIGNAL = new URL("../fixtures/process/fail-on-signal.mjs", import.meta.url).href;
const GENERAL = "#general";
/** As long as a person waits, and far less than the ten seconds a stop may take. */
const SLOW = { kind: "slow", ms: 1_500 } as const;

type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;
const isAsked = ({ graph }: Surroundings, before = 0) =>
  vi.waitFor(() => expect(graph.calls.length).toBeGreaterThan(before), WITHIN);

/** Answers to a mention in its thread. */
function answersIn({ slack }: Surroundings, ts: string | undefined): string[] {
  return slack
    .thread(GENERAL, ts ?? "")
    .slice(1)
    .map(({ text }) => text);
}

describe.each<Transport>(["http", "socket"])("a bot over %s that is told to stop", { timeout: WALK_MS }, (mode) => {
  test("in the middle of a slow reading answers the person first", async () => {
    const around = await startSurroundings(mode);
    const bot = await around.start();
    around.graph.failNext(NUMBER, SLOW);
    const ana = around.slack.human("ana");
    await ana.slash({ channel: GENERAL, text: `/waba status ${NUMBER}` });
    const { message } = await ana.say({ channel: GENERAL, text: `@Locksmith ${NUMBER} fails with ${LOCKED}` });
    await isAsked(around);
    bot.kill("SIGTERM");
    expect(await bot.exited, bot.output.text).toBe(0);
    expect(ana.ephemerals().at(-1)?.text).toMatch(/^Blocked/);
    expect(answersIn(around, message?.ts)).toEqual([expect.stringMatching(/^Locked/)]);
  });

  test("is unready at once, and what comes meanwhile is not lost", async () => {
    const around = await startSurroundings(mode);
    if (mode === "http") around.slack.expectRed(/was answered with an error status/);
    const bot = await around.start();
    around.graph.failNext(NUMBER, SLOW);
    const ana = around.slack.human("ana");
    await ana.slash({ channel: GENERAL, text: `/waba status ${NUMBER}` });
    await isAsked(around);
    bot.kill("SIGTERM");
    await vi.waitFor(async () => expect((await fetch(`${bot.url}/readyz`)).status).toBe(503), WITHIN);
    const ready = await fetch(`${bot.url}/readyz`);
    expect(await ready.text()).toBe("stopping\n");
    expect(ready.headers.get("connection")).toBe("close");
    if (mode === "http") expect((await fetch(`${bot.url}/slack/events`, { method: "POST" })).status).toBe(503);

    const { message } = await ana.say({ channel: GENERAL, text: `@Locksmith +15550100008 fails with ${LOCKED}` });
    expect(await bot.exited, bot.output.text).toBe(0);
    const next = await around.start();
    // Slack sends again what was not acked, after a minute and after five.
    await around.slack.clock.advance(6 * 60_000);
    await vi.waitFor(() => expect(answersIn(around, message?.ts)).toHaveLength(1), WITHIN);
    await around.slack.idle();
    expect(answersIn(around, message?.ts)).toHaveLength(1);
    next.kill("SIGTERM");
    expect(await next.exited, next.output.text).toBe(0);
  });

  test("ends the job in hand, and what it found is in the thread", async () => {
    const around = await startSurroundings(mode);
    const bot = await around.start();
    const ref = await fileTicket(around.asBot, { number: BANNED, errors: LOCKED });
    around.graph.failNext(BANNED, SLOW);
    const before = around.graph.calls.length;
    await tick(around.asBot, "ben", ref, ["find.health"]);
    await isAsked(around, before);
    bot.kill("SIGTERM");
    expect(await bot.exited, bot.output.text).toBe(0);
    const { ts } = cardOf(around.asBot, ref);
    const thread = JSON.stringify(around.slack.thread(SUPPORT, ts));
    expect(thread).toContain("Live reading of the number ending 0007");
  });

  test("before Slack ever answered ends at once", async () => {
    const around = await startSurroundings(mode);
    // The workspace's clock stands still: this answer never comes.
    around.slack.failNext(mode === "http" ? "auth.test" : "apps.connections.open", { kind: "slow", ms: 60_000 }, 2);
    const bot = around.launch({ env: { LOG_LEVEL: "info" } });
    const asked = mode === "http" ? "auth.test" : "apps.connections.open";
    const isHanging = () => around.slack.journal.entries().some(({ title }) => title.startsWith(asked));
    await vi.waitFor(() => expect(isHanging(), bot.output.text).toBe(true), WITHIN);
    bot.kill("SIGTERM");
    expect(await bot.exited, bot.output.text).toBe(0);
  });

  test("while Slack takes messages and does not answer ends in time, and the answer is posted after the next start", async () => {
    const around = await startSurroundings(mode);
    const bot = await around.start();
    around.slack.failNext("chat.postMessage", { kind: "slow", ms: 60_000 });
    const ana = around.slack.human("ana");
    const { message } = await ana.say({ channel: GENERAL, text: `@Locksmith ${NUMBER} fails with ${LOCKED}` });
    const isPosted = () => expect(answersIn(around, message?.ts)).toHaveLength(1);
    await vi.waitFor(isPosted, WITHIN);
    bot.kill("SIGTERM");
    expect(await bot.exited, bot.output.text).toBe(0);
    const next = await around.start();
    const isKnown = () => around.slack.journal.entries().some(({ title }) => title.startsWith("conversations.replies"));
    await vi.waitFor(() => expect(isKnown()).toBe(true), WITHIN);
    next.kill("SIGTERM");
    expect(await next.exited, next.output.text).toBe(0);
    isPosted();
  });
});

describe("a bot that is told to stop", { timeout: WALK_MS }, () => {
  test("does not wait for a client that holds its connection and asks nothing", async () => {
    const around = await startSurroundings("http");
    const bot = await around.start();
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    await new Promise<void>((done) => {
      get(`${bot.url}/healthz`, { agent }, (response) => response.resume().on("end", done));
    });
    bot.kill("SIGTERM");
    expect(await bot.exited, bot.output.text).toBe(0);
    expect(bot.output.text).not.toContain("did not stop in time");
  });

  test("and told again ends at once", async () => {
    const around = await startSurroundings("http");
    const bot = await around.start();
    around.graph.failNext(NUMBER, { kind: "silent" }, 10);
    await around.slack.human("ana").slash({ channel: GENERAL, text: `/waba status ${NUMBER}` });
    await isAsked(around);
    bot.kill("SIGTERM");
    await vi.waitFor(() => expect(bot.output.text).toContain("stopping"), WITHIN);
    bot.kill("SIGINT");
    expect(await bot.exited).toBe(1);
    expect(bot.log().at(-1)?.msg).toBe("told to stop a second time; ending at once");
  });

  test.each([
    ["a rejection nobody handles", "SIGUSR2", "a promise was rejected and nobody noticed; ending"],
    ["an error nobody catches", "SIGWINCH", "an error was thrown and nobody noticed; ending"],
  ] as const)("%s is logged without bodies, the work in hand ends, and the exit code tells", async (_, signal, msg) => {
    const around = await startSurroundings("http");
    const bot = await around.start({ preload: [FAILS_ON_SIGNAL] });
    around.graph.failNext(NUMBER, SLOW);
    const ana = around.slack.human("ana");
    await ana.slash({ channel: GENERAL, text: `/waba status ${NUMBER}` });
    await isAsked(around);
    bot.kill(signal);
    expect(await bot.exited, bot.output.text).toBe(1);
    expect(bot.log()).toContainEqual(
      expect.objectContaining({
        level: 60,
        msg,
        err: expect.objectContaining({
          type: "Error",
          message: "a bug of ours, with [secret removed: Slack token] in it",
          stack: expect.stringContaining("fail-on-signal.mjs"),
        }),
      }),
    );
    expect(bot.output.text).not.toMatch(/what a person typed|told-nobody/);
    expect(ana.ephemerals().at(-1)?.text).toMatch(/^Blocked/);
  });

  test("lives on when whoever reads its log goes away", async () => {
    const around = await startSurroundings("http");
    const bot = await around.start();
    bot.closeOutput();
    around.graph.failNext(NUMBER, { kind: "http", status: 500 });
    around.slack.failNext("chat.postMessage", { kind: "http", status: 503 });
    const ana = around.slack.human("ana");
    const { message } = await ana.say({ channel: GENERAL, text: `@Locksmith ${NUMBER} fails with ${LOCKED}` });
    await vi.waitFor(() => expect(answersIn(around, message?.ts)).toHaveLength(1), WITHIN);
    bot.kill("SIGTERM");
    expect(await bot.exited).toBe(0);
  });

  test("a port in use ends the start with a reason", async () => {
    const around = await startSurroundings("http");
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((listening) => other.once("listening", listening));
    const { port } = other.address() as { port: number };
    const bot = around.launch({ env: { PORT: `${port}` } });
    expect(await bot.exited).toBe(1);
    expect(bot.output.text).toContain("EADDRINUSE");
  });
});

// Without a server there is one process.
test.each(testDatabaseUrl() === undefined ? [] : ["Postgres"])(
  "three bots on one %s may start at once while it is empty, and stop one after the other",
  { timeout: WALK_MS },
  async () => {
    const around = await startSurroundings("socket", { isEmpty: true });
    const bots = [1, 2, 3].map(() => around.launch());
    await Promise.all(bots.map((bot) => bot.ready()));
    expect(around.slack.connections()).toBe(6);
    const ana = around.slack.human("ana");
    for (const bot of bots) {
      expect(await ana.slash({ channel: GENERAL, text: "/waba help" })).toMatchObject({ outcome: "acked" });
      bot.kill("SIGTERM");
      expect(await bot.exited, bot.output.text).toBe(0);
    }
  },
);
