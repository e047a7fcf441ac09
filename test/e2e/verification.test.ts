import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { LOCKED } from "./support/form.ts";
import { readable } from "./support/screen.ts";
import { rowOf, tick } from "./support/steps.ts";
import { cardOf, cardText, fileTicket, pathsOf } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const BANNED = "+15550100007";

describe("a tick that a live reading can prove", { timeout: WALK_MS }, () => {
  let bot: TestBot;
  let ref = "";

  beforeAll(async () => {
    bot = await startTestBot();
    ref = await fileTicket(bot, { number: BANNED, errors: LOCKED });
  }, 120_000);
  afterAll(async () => {
    await bot?.stop();
  });

  test("a read health check is verified, and the thread says what was read", async () => {
    expect(pathsOf(bot, ref)).not.toContain("policy");
    await tick(bot, "ben", ref, ["find.health"]);
    await vi.waitFor(
      () => expect(linesOf(bot, ref)).toMatch(/Live reading of the number ending 0007 .*banned/i),
      WITHIN,
    );
    await vi.waitFor(async () => expect((await rowOf(bot, ref, "find.health"))?.text).toContain("Verified by"), WITHIN);
  });

  test("what was read is on the ticket: the ban opens the appeal and leads the card", async () => {
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("policy"), WITHIN);
    expect(cardText(bot, ref)).toContain("Meta's health check says that the account is banned");
  });
});

function linesOf(bot: TestBot, ref: string): string {
  const { ts } = cardOf(bot, ref);
  const replies = bot.slack.messages(SUPPORT).filter(({ thread_ts, metadata }) => {
    return thread_ts === ts && metadata?.event_payload.kind === "notice";
  });
  return replies.map(({ blocks }) => readable(blocks)).join("\n");
}
