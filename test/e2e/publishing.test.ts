import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Message } from "../../sandbox/slack/state/state.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { pressCard } from "./support/card.ts";
import { filled, LOCKED } from "./support/form.ts";
import { closeAll, readable, topOf } from "./support/screen.ts";
import { pressHere, shownRow } from "./support/steps.ts";
import { cardText, checklistOf, fileTicket, openEscalation } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const ANAS_MESSAGES = "D0ANA000001";
const FIRST = "stop.pause_bulk";

/** What the publisher does when Slack does not answer, or answers that it will not. */
describe("publishing", { timeout: WALK_MS }, () => {
  let bot: TestBot;
  let next = 0;
  beforeAll(async () => {
    bot = await startTestBot();
  });
  afterAll(async () => {
    await bot?.stop();
  });

  const aTicket = () => fileTicket(bot, { number: `+1555015${String(++next).padStart(4, "0")}`, errors: LOCKED });
  const ours = (ref: string): Message[] =>
    bot.slack.messages(SUPPORT).filter(({ metadata }) => metadata?.event_payload.ticket === ref);
  const kinds = (ref: string) => ours(ref).map(({ metadata }) => String(metadata?.event_payload.kind));

  /** Files a ticket of which nothing is posted yet, and answers once its card is there. */
  async function fileUnder(fault: () => void): Promise<string> {
    const ana = await openEscalation(bot, "ana");
    fault();
    await ana.submitView(filled({ number: `+1555015${String(++next).padStart(4, "0")}`, errors: LOCKED }));
    const ref = /WL-\d+/.exec(readable(topOf(ana)?.body.title))?.[0] ?? "";
    await closeAll(ana);
    await vi.waitFor(() => expect(kinds(ref)).toContain("checklist"), WITHIN);
    return ref;
  }

  test("a card whose answer was lost is found, also when looking is limited at first", async () => {
    const ref = await fileUnder(() => {
      bot.slack.failNext("chat.postMessage", { kind: "accept_then_drop" });
      bot.slack.failNext("conversations.history", { kind: "rate_limited", retryAfter: 1 });
      bot.slack.failNext("conversations.history", { kind: "http", status: 503 });
    });
    expect(kinds(ref).sort()).toEqual(["card", "checklist"]);
  });

  test("where nobody lets us look, it is sent again and says so until it changes", async () => {
    const ref = await fileUnder(() => {
      bot.slack.failNext("chat.postMessage", { kind: "accept_then_drop" });
      bot.slack.failNext("conversations.history", { kind: "error", error: "missing_scope" });
    });
    const cards = () => ours(ref).filter(({ metadata }) => metadata?.event_payload.kind === "card");
    expect(cards().map((card) => readable(card.blocks).includes("Sent again"))).toEqual([false, true]);
    const [, second] = cards();
    await bot.slack.human("ben").clickButton({ channel: SUPPORT, ts: second?.ts ?? "", action_id: "ticket:take" });
    await vi.waitFor(() => expect(readable(cards()[1]?.blocks)).toContain("taken by"), WITHIN);
    expect(readable(cards()[1]?.blocks)).not.toContain("Sent again");
  });

  test("while Slack holds the channel back, who presses is told, and dialogs and other channels go on", async () => {
    const ref = await aTicket();
    const ben = bot.slack.human("ben");
    bot.slack.failNext("chat.update", { kind: "rate_limited", retryAfter: 6 }, 2);
    await pressCard(bot, "ben", ref, "Claim");
    const held = () => bot.slack.journal.entries().filter(({ title }) => title === "Fault: chat.update rate_limited");
    await vi.waitFor(() => expect(held()).not.toEqual([]), WITHIN);

    await pressHere(bot, ben, { ref, step: FIRST }, "Done");
    await vi.waitFor(() => expect(ben.ephemerals().at(-1)?.text).toMatch(/^Stored. Slack is busy/), WITHIN);
    await pressCard(bot, "ben", ref, "Update");
    await vi.waitFor(() => expect(topOf(ben)?.body.callback_id).toBe("ticket_update"), WITHIN);
    await closeAll(ben);
    const { message } = await ben.say({ channel: "#general", text: `@Locksmith ${LOCKED}` });
    await vi.waitFor(() => expect(bot.slack.thread("#general", message?.ts ?? "")).toHaveLength(2), WITHIN);
    expect(cardText(bot, ref)).not.toContain("taken by");

    await vi.waitFor(() => expect(cardText(bot, ref)).toContain("taken by"), WITHIN);
    await vi.waitFor(() => expect(shownRow(bot, { ref, step: FIRST })?.text).toContain("Said done"), WITHIN);
  });

  test("a refusal is told to who has the ticket, and taken back when Slack shows it again", async () => {
    const ref = await aTicket();
    const told = () =>
      bot.slack.messages(ANAS_MESSAGES).filter(({ metadata }) => metadata?.event_payload.ticket === ref);
    bot.slack.failNext("chat.update", { kind: "error", error: "is_archived" }, 50);
    await pressHere(bot, bot.slack.human("ana"), { ref, step: FIRST }, "Done");
    await vi.waitFor(() => expect(told()).toHaveLength(1), WITHIN);
    expect(readable(told()[0]?.blocks)).toMatch(/cannot be shown .*is_archived.*Unarchive it.*Nothing is lost/s);
    expect(readable(checklistOf(bot, ref).blocks)).not.toContain("Said done");

    bot.slack.clearFaults();
    await pressCard(bot, "ana", ref, "Claim");
    await vi.waitFor(() => expect(readable(told()[0]?.blocks)).toContain("is shown in"), WITHIN);
    expect(told()).toHaveLength(1);
    expect(readable(checklistOf(bot, ref).blocks)).toContain("Said done");
  });

  test("where Slack takes one message again, the others that it refused follow", async () => {
    const [one, other] = [await aTicket(), await aTicket()];
    bot.slack.failNext("chat.update", { kind: "error", error: "is_archived" }, 50);
    for (const ref of [one, other]) await pressHere(bot, bot.slack.human("ana"), { ref, step: FIRST }, "Done");
    const told = (ref: string) =>
      bot.slack.messages(ANAS_MESSAGES).filter(({ metadata }) => metadata?.event_payload.ticket === ref);
    await vi.waitFor(() => expect([told(one).length, told(other).length]).toEqual([1, 1]), WITHIN);

    bot.slack.clearFaults();
    await pressCard(bot, "ana", one, "Claim");
    await vi.waitFor(() => expect(readable(checklistOf(bot, other).blocks)).toContain("Said done"), WITHIN);
    await vi.waitFor(() => expect(readable(told(other)[0]?.blocks)).toContain("is shown in"), WITHIN);
  });
});
