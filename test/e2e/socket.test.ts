import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ANSWER_WITHIN_MS } from "../../src/slack/clients.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { WITHIN } from "./support/within.ts";

const HELP = { channel: "#general", text: "/waba help" };

describe("connections over Socket Mode", () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot({ mode: "socket", answerWithinMs: ANSWER_WITHIN_MS });
  });
  afterAll(async () => {
    await bot?.stop();
  });

  const areOpen = (count: number) => vi.waitFor(() => expect(bot.slack.connections()).toBe(count), WITHIN);

  test("there are two, so that nobody waits while Slack has one replaced", async () => {
    await areOpen(2);
    const ana = bot.slack.human("ana");
    // Otherwise the next one may be there before anybody sees that one is missing.
    bot.slack.failNext("apps.connections.open", { kind: "http", status: 503 }, 3);
    bot.slack.disconnectSockets(1);
    await areOpen(1);
    expect(await ana.slash(HELP)).toMatchObject({ outcome: "acked" });
    await areOpen(2);
    expect(await ana.slash(HELP)).toMatchObject({ outcome: "acked" });
  });

  test("when both end and Slack has an outage, they come back after it", async () => {
    bot.slack.failNext("apps.connections.open", { kind: "http", status: 503 }, 3);
    bot.slack.failNext("apps.connections.open", { kind: "drop" });
    bot.slack.disconnectSockets();
    await areOpen(0);
    await areOpen(2);
    expect(await bot.slack.human("ana").slash(HELP)).toMatchObject({ outcome: "acked" });
  });
});
