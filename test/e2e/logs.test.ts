import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { fields, LOCKED } from "./support/form.ts";
import { closeAll, readAnswer, topOf } from "./support/screen.ts";
import { fileTicket, openEscalation } from "./support/tickets.ts";
import { WALK_MS, WITHIN } from "./support/within.ts";

const GENERAL = "#general";
const TOKEN = `EAAG${"m0PX4ZCpsBA".repeat(12)}`;
const SLACK_TOKEN = `xoxb-${"1234567890"}-abcdefABCDEF0123456789`;
const NUMBER = "+15550100002";
const WORDS = "purple-elephant-says-hello";
/** What somebody typed, pasted or keeps secret, in any of the ways it could be written down. */
const NEVER = [
  TOKEN,
  SLACK_TOKEN,
  "15550100002",
  "555 010 0002",
  "15550170001",
  WORDS,
  "abcd1234",
  "Business Account locked",
];

type Line = { level: number; request?: string; msg: string } & Record<string, unknown>;

/** The level that has the lines of every other. */
const LOG_LEVEL = "trace";

describe.each(["http", "socket"] as const)("the log of a bot over %s", { timeout: WALK_MS }, (mode) => {
  let bot: TestBot;
  const written: string[] = [];
  const lines = (): Line[] => written.map((line) => JSON.parse(line));

  beforeEach(async () => {
    written.length = 0;
    // A library that was given no logger writes to the console.
    for (const method of ["debug", "info", "log", "warn", "error"] as const) {
      vi.spyOn(console, method).mockImplementation((...parts) => {
        written.push(JSON.stringify({ level: 0, msg: parts.join(" ") }));
      });
    }
    bot = await startTestBot({ mode, env: { LOG_LEVEL }, logTo: { write: (line) => void written.push(line) } });
  }, WALK_MS);
  afterEach(async () => {
    await bot?.stop();
    vi.restoreAllMocks();
  });

  /** The reference that a person is told when something of ours failed. */
  async function toldReference(by: string, act: () => Promise<unknown>): Promise<string> {
    const human = bot.slack.human(by);
    const told = () => human.ephemerals().flatMap(({ text }) => /reference `(\w+)`/.exec(text)?.[1] ?? []);
    const before = told().length;
    await act();
    await vi.waitFor(() => expect(told()).toHaveLength(before + 1), WITHIN);
    return told().at(-1) ?? "";
  }

  test("has no secret, no number and nothing that somebody wrote, whatever goes wrong", async () => {
    const ana = bot.slack.human("ana");
    const text = `${WORDS} access_token=${TOKEN} ${NUMBER} ${SLACK_TOKEN} fails with ${LOCKED}`;
    await readAnswer(ana, () => ana.say({ channel: GENERAL, text: `@Locksmith ${text}` }));
    await readAnswer(ana, () => ana.slash({ channel: GENERAL, text: `/waba status ${NUMBER}` }));
    await readAnswer(ana, () => ana.slash({ channel: GENERAL, text: `/waba ${WORDS} ${NUMBER}` }));
    const said = await ana.say({ channel: GENERAL, text });
    const message = { channel: GENERAL, ts: said.message?.ts ?? "" };
    await readAnswer(ana, () => ana.messageShortcut({ callback_id: "diagnose_message", ...message }));

    // Refused, busy, down and cut off: each error carries what it was about.
    bot.slack.failNext("chat.postMessage", { kind: "error", error: "fatal_error" });
    bot.slack.failNext("chat.postMessage", { kind: "http", status: 503 });
    bot.slack.failNext("chat.postMessage", { kind: "drop" });
    await fileTicket(bot, { number: "+15550170001", errors: text, customer: WORDS });
    for (const fault of [{ kind: "http", status: 500 }, { kind: "drop" }, { kind: "error", error: "fatal" }] as const) {
      bot.slack.failNext("views.open", fault);
      await toldReference("ana", () => ana.slash({ channel: GENERAL, text: `/waba escalate ${NUMBER}` }));
    }
    const form = await openEscalation(bot, "ana");
    await form.submitView(fields({ number: WORDS, errors: text, api_key: TOKEN }));
    expect(topOf(form)).toBeDefined();
    await closeAll(form);

    expect(lines().filter(({ msg }) => msg === "a listener failed")).toHaveLength(3);
    const all = written.join("");
    for (const never of NEVER) expect(all).not.toContain(never);
    expect(lines().filter(({ level: of }) => of === 0)).toEqual([]);
  });

  test("is found by the reference that a person was told: all its lines carry it", async () => {
    const references: string[] = [];
    for (const by of ["ana", "ben"]) {
      bot.slack.failNext("views.open", { kind: "http", status: 500 });
      references.push(
        await toldReference(by, () => bot.slack.human(by).slash({ channel: GENERAL, text: "/waba escalate" })),
      );
    }
    expect(new Set(references).size).toBe(2);
    for (const reference of references) {
      const own = () => lines().filter(({ request }) => request === reference);
      expect(own().filter(({ msg }) => msg === "a listener failed")).toMatchObject([{ reference }]);
      await vi.waitFor(
        () => expect(own().at(-1)).toMatchObject({ msg: "a delivery was handled", kind: "command" }),
        WITHIN,
      );
    }
  });
});
