import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Did } from "../../sandbox/slack/people/human.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { pressCard } from "./support/card.ts";
import { filled, LOCKED } from "./support/form.ts";
import { closeAll, topOf } from "./support/screen.ts";
import { openPhase, pressHere } from "./support/steps.ts";
import { fileOpenForm, openEscalation } from "./support/tickets.ts";
import { WALK_MS, WITHIN } from "./support/within.ts";

const GENERAL = "#general";

/** Slack's clock runs, which most tests spare themselves: each kind of thing a person does is acked in time. */
describe.each(["http", "socket"] as const)("Slack's three seconds over %s", { timeout: WALK_MS }, (mode) => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot({ mode, whileTimeRuns: true });
  });
  afterAll(async () => {
    await bot?.stop();
  });

  async function isAcked(does: Promise<Did>): Promise<Did> {
    const did = await does;
    expect(did.outcome).toBe("acked");
    return did;
  }

  async function opens(callback: string): Promise<void> {
    const ana = bot.slack.human("ana");
    await vi.waitFor(() => expect(topOf(ana)?.body.callback_id).toBe(callback), WITHIN);
    await closeAll(ana);
  }

  test.each(["status +15550100002", "escalate", "explain 131031", "tickets", "help"])("/waba %s", async (words) => {
    const ana = bot.slack.human("ana");
    await isAcked(ana.slash({ channel: GENERAL, text: `/waba ${words}` }));
    if (words === "escalate") await opens("escalate");
  });

  test("both message shortcuts and the global one", async () => {
    const ana = bot.slack.human("ana");
    const { message } = await ana.say({ channel: GENERAL, text: `It fails with ${LOCKED}` });
    const on = { channel: GENERAL, ts: message?.ts ?? "" };
    await isAcked(ana.messageShortcut({ ...on, callback_id: "diagnose_message" }));
    await isAcked(ana.messageShortcut({ ...on, callback_id: "escalate_message" }));
    await opens("escalate");
    await isAcked(ana.globalShortcut("escalate_number"));
    await opens("escalate");
  });

  test("a form with a mistake, the form, a tick, and two dialogs opened from the channel", async () => {
    const ana = await openEscalation(bot, "ana");
    const wrong = await isAcked(ana.submitView(filled({ number: "hello", errors: LOCKED })));
    expect(Object.keys(wrong.errors ?? {})).toEqual(["number"]);
    const ref = await fileOpenForm(bot, ana, { number: "+15550100002", errors: LOCKED });

    await pressHere(bot, bot.slack.human("ben"), { ref, step: "stop.pause_bulk" }, "Done");
    await closeAll(await openPhase(bot, "chloe", ref, "find_the_cause"));
    await closeAll(await pressCard(bot, "ana", ref, "Update"));
    await bot.slack.idle();
  });

  test("nothing came later than that, and no dialog after its trigger", () => {
    expect(bot.slack.redEntries()).toEqual([]);
    const late = bot.slack.journal.entries().filter(({ kind, error }) => kind === "delivery" && error !== undefined);
    expect(late).toEqual([]);
  });
});
