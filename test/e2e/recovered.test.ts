import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { pressCard, submitFromCard, update } from "./support/card.ts";
import { fields, LOCKED, unixNow } from "./support/form.ts";
import { closeAll, readable, topOf } from "./support/screen.ts";
import { rowOf, tick, why } from "./support/steps.ts";
import { cardOf, cardText, fileTicket, pathsOf } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const PAYMENT = "Sends fail with 131031 and the health check shows 141006";
const RECOVERED = { outcome: "recovered", reason: "It sends again since noon." };

describe("from a path that ends before the proof to recovered", { timeout: WALK_MS }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot();
  }, 120_000);
  afterAll(async () => {
    await bot?.stop();
  });

  async function proveAndResolve(ref: string) {
    await tick(bot, "ben", ref, ["prove.no_block", "prove.incoming", "prove.reply"]);
    expect(await submitFromCard(bot, "ben", ref, "Resolve…", RECOVERED)).toEqual({});
    await vi.waitFor(() => expect(cardOf(bot, ref).text).toContain("Recovered: it receives and sends again"), WITHIN);
  }

  test("a lock that lifted by itself: the refusal says what to tick, and the tick opens the proof", async () => {
    const ref = await fileTicket(bot, { number: "+15550120001", errors: LOCKED });
    expect(pathsOf(bot, ref)).toEqual(["stop_the_bleeding", "find_the_cause"]);
    const refused = await submitFromCard(bot, "ben", ref, "Resolve…", RECOVERED);
    expect(refused.reason).toContain(
      "press Update and tick “It receives and sends again” under “What holds now”: that opens them.",
    );
    await update(bot, ref, { what_holds: ["sends_again"] });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("prove_it_works"), WITHIN);
    await proveAndResolve(ref);
  });

  test("lock and payment: settled, the way of the lock goes on, and a wrong tick is taken back", async () => {
    const ref = await fileTicket(bot, { number: "+15550120002", errors: PAYMENT });
    expect(pathsOf(bot, ref)).toEqual(["stop_the_bleeding", "find_the_cause", "payment"]);
    expect(cardText(bot, ref)).toContain("payment");
    await update(bot, ref, { what_holds: [] });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).not.toContain("payment"), WITHIN);
    await update(bot, ref, { what_holds: ["payment"] });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("payment"), WITHIN);
    await update(bot, ref, { what_holds: [], business_support_home: "nothing_listed" });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("technical_lock"), WITHIN);
    expect(pathsOf(bot, ref)).toContain("prove_it_works");
  });

  test("a restriction somebody learns of: its end is asked at once, and it shuts the proof until then", async () => {
    const ref = await fileTicket(bot, { number: "+15550120003", errors: LOCKED });
    const ben = await pressCard(bot, "ben", ref, "Update");
    await vi.waitFor(() => expect(topOf(ben)?.body.callback_id).toBe("ticket_update"), WITHIN);
    await ben.submitView(fields({ what_holds: ["restriction"] }));
    await vi.waitFor(() => expect(readable(topOf(ben)?.body)).toContain("Until when?"), WITHIN);
    const wrong = await ben.submitView(fields({ restriction_end: unixNow() - 3600 }));
    expect(wrong.errors?.restriction_end).toMatch(/has passed/);
    await ben.submitView(fields({ restriction_end: unixNow() + 3 * 86_400 }));
    await closeAll(ben);
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("wait_restriction"), WITHIN);
    expect(await why(bot, { by: "ben", ref, step: "prove.no_block" })).toMatch(
      /“Read health: nothing blocked” is blocked:\n• the restriction must be over: not before \d+ \w+ \d{4}/,
    );

    await update(bot, ref, { what_holds: ["sends_again"] });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).not.toContain("wait_restriction"), WITHIN);
    expect(await rowOf(bot, ref, "prove.no_block")).toMatchObject({ main: { label: "Done" } });
  });

  test("a reported ban shows on the card, and lifted it is gone again", async () => {
    const ref = await fileTicket(bot, { number: "+15550120004", errors: LOCKED });
    await update(bot, ref, { what_holds: ["ban"] });
    await vi.waitFor(() => expect(cardOf(bot, ref).text).toContain("reported as banned or disabled"), WITHIN);
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("meta_review"), WITHIN);
    await update(bot, ref, { what_holds: [] });
    await vi.waitFor(() => expect(cardOf(bot, ref).text).toContain("Locked: Meta 131031"), WITHIN);
    expect(cardText(bot, ref)).not.toContain("reported as banned");
  });

  test("the code beside 1330 turns a general failure into a lock", async () => {
    const ref = await fileTicket(bot, { number: "+15550120005", errors: "Vonage error 1330 on every message" });
    expect(cardOf(bot, ref).text).toContain("Unknown: Vonage 1330 alone is a general failure");
    const wrong = await submitFromCard(bot, "ben", ref, "Update", { provider_code: "1330" });
    expect(wrong.provider_code).toMatch(/Vonage's own code/);
    await update(bot, ref, { provider_code: "131031" });
    await vi.waitFor(() => expect(cardOf(bot, ref).text).toMatch(/Locked.*Meta 131031/), WITHIN);
    expect(await rowOf(bot, ref, "find.code")).toBeUndefined();
  });

  test("nothing the local workspace is strict about was broken", () => {
    expect(bot.slack.redEntries()).toEqual([]);
    expect(bot.slack.messages(SUPPORT).length).toBeGreaterThan(0);
  });
});
