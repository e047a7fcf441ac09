import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { SUPPORT, WITHIN } from "./support/within.ts";

const HOUR_AGO = () => Math.floor(Date.now() / 1000) - 3600;

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot();
});
afterAll(async () => {
  await bot?.stop();
});

/** Waits for a private line of ana's that came after the first `before`; an earlier answer may still be on its way. */
async function isSaid(says: RegExp, before: number): Promise<void> {
  await vi.waitFor(() => {
    const texts = bot.slack
      .human("ana")
      .ephemerals()
      .slice(before)
      .map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringMatching(says));
  }, WITHIN);
}

/** What ana alone sees after a command; commands answer in their ack or a moment later. */
async function answerTo(text: string): Promise<string> {
  const ana = bot.slack.human("ana");
  const before = ana.ephemerals().length;
  expect(await ana.slash({ channel: "#general", text })).toMatchObject({ outcome: "acked" });
  await vi.waitFor(() => expect(ana.ephemerals().length).toBeGreaterThan(before), WITHIN);
  return ana.ephemerals().at(-1)?.text ?? "";
}

describe("a command that cannot be followed gets a sentence that says what to do", () => {
  test.each([
    ["/waba", /status/],
    ["/waba help", /escalate/],
    ["/waba stauts +15550100008", /Did you mean.*status/],
    ["/waba frobnicate", /do not know “frobnicate”/],
    ["/waba status", /Which number/],
    ["/waba status 12", /short/i],
    ["/waba status +1234567890123456789012", /long/i],
    ["/waba status 2025550123", /country code|\+/i],
    ["/waba status +15550100008 +15550100009", /several|one number/i],
    ["/waba escalate hello", /empty form/],
    ["/waba explain", /code/i],
    ["/waba explain 999999", /999999/],
    ["/waba explain hello", /code|digits/i],
    ["/waba tickets WL-999", /no ticket WL-999/],
    ["/waba tickets frobnicate", /tickets mine/],
  ])("%s", async (text, says) => {
    expect(await answerTo(text)).toMatch(says);
  });

  test("a number with invisible characters and a tel link is still that number", async () => {
    const before = bot.slack.human("ana").ephemerals().length;
    await answerTo("/waba status \u202a<tel:+15550100008|+1 (555) 010-0008>\u202c");
    await isSaid(/^Not locked.*\+15550100008/, before);
  });

  test("an error text after status is read instead of refused", async () => {
    const ana = bot.slack.human("ana");
    const before = ana.ephemerals().length;
    await ana.slash({ channel: "#general", text: "/waba status (#131031) Business Account locked" });
    await isSaid(/^Locked/, before);
  });

  test("thousands of characters of nothing are answered", async () => {
    const ana = bot.slack.human("ana");
    const before = ana.ephemerals().length;
    await ana.slash({ channel: "#general", text: `/waba status ${"lorem ipsum ".repeat(600)}` });
    await isSaid(/^Unknown/, before);
  });
});

describe("a mention that holds nothing says how to go on", () => {
  async function isTold(body: Parameters<ReturnType<TestBot["slack"]["human"]>["say"]>[0], says: RegExp) {
    const ana = bot.slack.human("ana");
    const before = ana.ephemerals().length;
    await ana.say(body);
    await isSaid(says, before);
  }

  test.each(["@Locksmith", "@Locksmith hello there", "@Locksmith order 131031 was shipped"])("%s", async (text) => {
    await isTold({ channel: "#general", text }, /Diagnose this error/);
  });

  test("in a thread the parent is read instead", async () => {
    const ana = bot.slack.human("ana");
    const { message } = await ana.say({ channel: "#general", text: "sends fail: (#131031) Business Account locked" });
    const thread_ts = message?.ts ?? "";
    await ana.say({ channel: "#general", text: "@Locksmith what is this?", thread_ts });
    await vi.waitFor(() => expect(bot.slack.thread("#general", thread_ts).at(-1)?.text).toMatch(/^Locked/), WITHIN);
  });

  test("a snippet of hundreds of kilobytes is read to its end", async () => {
    const ana = bot.slack.human("ana");
    const noise = "2026-11-22T00:00:00Z INFO worker tick\n".repeat(8_000);
    const text = `${noise}{"error":{"message":"(#131031) Business Account locked","code":131031}}`;
    const { message } = await ana.say({ channel: "#general", text: "@Locksmith", snippet: { name: "log.txt", text } });
    const ts = message?.ts ?? "";
    await vi.waitFor(() => expect(bot.slack.thread("#general", ts).at(-1)?.text).toMatch(/^Locked/), WITHIN);
  });

  test("in a channel shared outside nothing is posted, and the person is told why", async () => {
    await isTold({ channel: "#shared-with-partner", text: "@Locksmith (#131031) locked" }, /another organisation/);
    expect(bot.slack.messages("#shared-with-partner").filter(({ bot_id }) => bot_id !== undefined)).toEqual([]);
  });
});

describe("a form that cannot be filed keeps what was typed and names each field", () => {
  const good = () => ({
    provider: { value: "vonage" },
    number: { value: "+15550100001" },
    first_seen: { value: HOUR_AGO() },
    errors: { value: "(#131031) Business Account locked" },
    api_key: { value: "abcd1234" },
  });

  async function refused(change: Record<string, { value: string | number }>): Promise<Record<string, string>> {
    const ana = bot.slack.human("ana");
    await ana.slash({ channel: "#general", text: "/waba escalate" });
    await vi.waitFor(() => expect(ana.views()).toHaveLength(1), WITHIN);
    const did = await ana.submitView({ ...good(), ...change });
    const left = ana.views().length;
    await ana.closeView();
    expect(left).toBe(1);
    return did.errors ?? {};
  }

  test.each([
    ["number", { number: { value: "hello" } }, /hello|number/i],
    ["number", { number: { value: "+15550100001\n12" } }, /12/],
    ["number", { number: { value: Array.from({ length: 51 }, (_, i) => `+155501000${10 + i}`).join("\n") } }, /50/],
    ["first_seen", { first_seen: { value: Math.floor(Date.now() / 1000) + 86_400 } }, /future/],
    ["errors", { errors: { value: "   " } }, /Paste/],
    ["api_key", { api_key: { value: "" } }, /Vonage|key/],
    ["api_key", { api_key: { value: "aB3dE5gH7jK9mN1p" } }, /secret/],
    ["api_key", { api_key: { value: "EAAGm0PX4ZCpsBAKZCZBxyzxyzxyzxyzxyzxyzxyz1234567890" } }, /secret|token/i],
    ["waba_id", { waba_id: { value: "abc" } }, /digits/],
    ["waba_id", { waba_id: { value: "+15550100001" } }, /number|digits/],
  ])("%s: %o", async (field, change, says) => {
    expect((await refused(change))[field]).toMatch(says);
  });

  test("several mistakes are told at once", async () => {
    const errors = await refused({ number: { value: "x" }, api_key: { value: "aB3dE5gH7jK9mN1p" } });
    expect(Object.keys(errors).sort()).toEqual(["api_key", "number"]);
  });

  test("nothing of it was filed", () => {
    expect(bot.slack.messages(SUPPORT)).toEqual([]);
  });

  test("another provider asks for another account field and keeps what was typed", async () => {
    const ana = bot.slack.human("ana");
    await ana.slash({ channel: "#general", text: "/waba escalate +15550100001" });
    await vi.waitFor(() => expect(ana.views()).toHaveLength(1), WITHIN);
    await ana.select({ action_id: "value", block_id: "provider", value: "twilio" });
    await vi.waitFor(() => expect(JSON.stringify(ana.views()[0]?.body.blocks)).toContain("Account reference"), WITHIN);
    expect(JSON.stringify(ana.views()[0]?.body.blocks)).toContain("+15550100001");
    await ana.closeView();
  });
});

test("a trigger that has expired is told with a reference, and nothing is lost", async () => {
  bot.slack.failNext("views.open", { kind: "error", error: "expired_trigger_id" });
  const ana = bot.slack.human("ana");
  const before = ana.ephemerals().length;
  await ana.slash({ channel: "#general", text: "/waba escalate" });
  await vi.waitFor(() => expect(ana.ephemerals().length).toBeGreaterThan(before), WITHIN);
  expect(ana.ephemerals().at(-1)?.text).toMatch(/run the command again.*reference/);
});

test("no secret typed anywhere above is in any message or in the journal of what the bot sent", () => {
  const sent = JSON.stringify(bot.slack.journal.entries().filter(({ kind }) => kind === "api" || kind === "respond"));
  expect(sent).not.toContain("aB3dE5gH7jK9mN1p");
  expect(sent).not.toContain("EAAGm0PX4ZCpsBAKZCZB");
});
