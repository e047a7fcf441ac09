import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Fault } from "../../sandbox/slack/faults.ts";
import { asObjects } from "../../sandbox/slack/json.ts";
import { seedState } from "../../sandbox/slack/state/seed.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { LOCKED } from "./support/form.ts";
import { rowIn, stepsIn } from "./support/rows.ts";
import { closeAll, topOf } from "./support/screen.ts";
import { openPhase, pressHere, shownRow } from "./support/steps.ts";
import { cardOf, fileTicket } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const GENERAL = "#general";
const TOKEN = `EAAG${"m0PX4ZCpsBA".repeat(12)}`;

/** The usual workspace with a channel the bot is not in. */
const workspace = seedState({ name: "Locksmith" });
const [general] = workspace.channels;
if (general) {
  const members = general.members.filter((id) => id !== workspace.app.bot_user);
  workspace.channels.push({ ...general, id: "C0LEAKS0001", name: "leaks", is_general: false, members });
}

/** What Slack, or the line to it, does on a bad day: nothing may be said twice, and nothing be lost. */
describe.each(["http", "socket"] as const)("a bad day over %s", (mode) => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot({ mode, workspace });
  });
  afterAll(async () => {
    await bot?.stop();
  });

  /** Mentions the bot under a fault, then without one; answers how often each was answered. */
  async function answersTo(fault: Fault): Promise<number[]> {
    const ana = bot.slack.human("ana");
    bot.slack.failNext("delivery:events_api", fault);
    // Both at once, since one that is held back arrives when the other has overtaken it.
    const said = await Promise.all(
      ["+1 555 010 0001", "+1 555 010 0002"].map((number) =>
        ana.say({ channel: GENERAL, text: `@Locksmith ${number} fails with ${LOCKED}` }),
      ),
    );
    const threads = said.map(({ message }) => message?.ts ?? "");
    const answers = () => threads.map((ts) => bot.slack.thread(GENERAL, ts).length - 1);
    await vi.waitFor(() => expect(Math.min(...answers())).toBeGreaterThan(0), WITHIN);
    await bot.slack.idle();
    return answers();
  }

  test.each<[string, Fault]>([
    ["twice at once", { kind: "duplicate", when: "at_once" }],
    ["again afterwards", { kind: "duplicate", when: "afterwards" }],
    ["again because its ack was lost", { kind: "lost_ack" }],
    ["behind a later one", { kind: "out_of_order" }],
  ])("a mention that comes %s is answered once", { timeout: WALK_MS }, async (_, fault) => {
    expect(await answersTo(fault)).toEqual([1, 1]);
  });

  test("a command that comes twice opens one form and says nothing about the other", async () => {
    const ben = bot.slack.human("ben");
    bot.slack.failNext("delivery:slash_commands", { kind: "duplicate", when: "afterwards" });
    await ben.slash({ channel: GENERAL, text: "/waba escalate" });
    await vi.waitFor(() => expect(ben.views()).toHaveLength(1), WITHIN);
    // The bot works in turn: once it has answered this, it is through with the command before.
    await ben.slash({ channel: GENERAL, text: "/waba tickets" });
    await vi.waitFor(() => expect(ben.ephemerals().length).toBeGreaterThan(0), WITHIN);
    expect(
      ben
        .ephemerals()
        .map(({ text }) => text)
        .filter((text) => text.includes("did not open")),
    ).toEqual([]);
    await closeAll(ben);
  });

  /** A private diagnosis of chloe's with its button *Share to channel*, and what she is told after each press. */
  async function aPrivateDiagnosis(channel: string) {
    const chloe = bot.slack.human("chloe");
    const before = chloe.ephemerals().length;
    await chloe.slash({ channel, text: "/waba status +1 555 010 0001" });
    const isThere = () =>
      chloe
        .ephemerals()
        .slice(before)
        .find(({ blocks }) => JSON.stringify(blocks ?? []).includes('"share"'));
    await vi.waitFor(() => expect(isThere()).toBeDefined(), WITHIN);
    const ts = isThere()?.ts ?? "";
    const told = () => chloe.ephemerals().flatMap((one) => (one.ts > ts ? [one.text] : []));
    return { told, share: () => chloe.clickButton({ channel, ts, action_id: "share" }) };
  }
  const posted = (channel: string) => bot.slack.messages(channel).filter(({ bot_id }) => bot_id !== undefined).length;

  test("a diagnosis shared by a double-click is posted once", { timeout: WALK_MS }, async () => {
    const before = posted(SUPPORT);
    const { told, share } = await aPrivateDiagnosis(SUPPORT);
    await Promise.all([share(), share()]);
    await vi.waitFor(() => expect(told()).toEqual(["This was shared here already."]), WITHIN);
    await vi.waitFor(() => expect(posted(SUPPORT)).toBe(before + 1), WITHIN);
  });

  test("a diagnosis shared where the bot is not says how to let it in, and then is posted", {
    timeout: WALK_MS,
  }, async () => {
    const { told, share } = await aPrivateDiagnosis("#random");
    await share();
    await vi.waitFor(() => expect(told().at(-1)).toContain("/invite @Locksmith"), WITHIN);
    expect(posted("#random")).toBe(0);
    bot.slack.changeChannel({ channel: "#random", add: ["locksmith"] });
    await share();
    await vi.waitFor(() => expect(posted("#random")).toBe(1), WITHIN);
    expect(told()).toHaveLength(1);
  });

  test("a dialog closed before its step is drawn anew is no failure", { timeout: WALK_MS }, async () => {
    const ref = await fileTicket(bot, { number: "+15550140009", errors: LOCKED });
    const ana = await openPhase(bot, "ana", ref, "stop_the_bleeding");
    const blocks = asObjects(topOf(ana)?.body.blocks);
    const step = stepsIn(blocks).find((one) => rowIn(blocks, one)?.main?.label === "Done") ?? "";
    const told = () => bot.slack.journal.entries().filter(({ title }) => title === "chat.postEphemeral").length;
    const before = told();
    bot.slack.failNext("views.update", { kind: "error", error: "not_found" });
    await pressHere(bot, ana, { ref, step }, "Done");
    await vi.waitFor(() => expect(shownRow(bot, { ref, step })?.text).toContain("Said done"), WITHIN);
    expect(told()).toBe(before);
    await closeAll(ana);
  });

  test.each(["diagnose_message", "escalate_message"])(
    "%s warns of a token in a message where the bot is not",
    { timeout: WALK_MS },
    async (callback_id) => {
      const dan = bot.slack.human("dan");
      const said = await dan.say({ channel: "#leaks", text: `access_token=${TOKEN} fails with ${LOCKED}` });
      const before = dan.ephemerals().length;
      await dan.messageShortcut({ callback_id, channel: "#leaks", ts: said.message?.ts ?? "" });
      const texts = () =>
        dan
          .ephemerals()
          .slice(before)
          .map(({ text }) => text);
      await vi.waitFor(() => expect(texts()).toContainEqual(expect.stringMatching(/token/i)), WITHIN);
      expect(texts().join()).not.toMatch(/went wrong/);
      await closeAll(dan);
    },
  );

  test.each<[string, Fault, string]>([
    ["whose answer was lost", { kind: "accept_then_drop" }, "+15550140001"],
    ["that was limited", { kind: "rate_limited", retryAfter: 1 }, "+15550140002"],
    ["that met an outage", { kind: "http", status: 503 }, "+15550140003"],
    ["that was cut off", { kind: "drop" }, "+15550140004"],
  ])("a card %s is posted once", { timeout: WALK_MS }, async (_, fault, number) => {
    bot.slack.failNext("chat.postMessage", fault);
    const ref = await fileTicket(bot, { number, errors: LOCKED });
    expect(cardOf(bot, ref).text).toContain(ref);
    const mine = bot.slack.messages(SUPPORT).filter(({ metadata }) => metadata?.event_payload.ticket === ref);
    expect(mine.map(({ metadata }) => metadata?.event_payload.kind).sort()).toEqual(["card", "checklist"]);
  });
});
