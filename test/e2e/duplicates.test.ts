import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { submitFromCard } from "./support/card.ts";
import { LOCKED } from "./support/form.ts";
import { closeAll, readable, topOf } from "./support/screen.ts";
import { tick } from "./support/steps.ts";
import { cardOf, cardText, fileTicket, openEscalation, submitForm } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const FIRST = "+15550120001";
const SECOND = "+15550120002";
const THIRD = "+15550120003";

describe("a number is in one open ticket", { timeout: WALK_MS }, () => {
  let bot: TestBot;
  let ref = "";

  beforeAll(async () => {
    bot = await startTestBot();
    ref = await fileTicket(bot, { number: FIRST, errors: LOCKED });
  }, WALK_MS);
  afterAll(async () => {
    await bot?.stop();
  });

  const cards = () =>
    bot.slack.messages(SUPPORT).filter(({ metadata }) => metadata?.event_payload.kind === "card").length;

  test("a second report of it is offered to join, over the form that stays as it was filled", async () => {
    const ben = await openEscalation(bot, "ben");
    expect(await submitForm(ben, { number: `${FIRST}\n${SECOND}`, errors: "131026 undeliverable since noon" })).toEqual(
      {},
    );
    expect(ben.views()).toHaveLength(2);
    const offered = readable(topOf(ben)?.body);
    expect(offered).toContain(`Already escalated as ${ref}`);
    expect(offered).toContain(`${FIRST} is in ${ref}, which is open.`);
    expect(offered).toContain(`In no open ticket: ${SECOND}.`);
    expect(cards()).toBe(1);

    await ben.closeView();
    expect(topOf(ben)?.body.callback_id).toBe("escalate");
    expect(JSON.stringify(topOf(ben)?.entered)).toContain("131026 undeliverable since noon");
    await closeAll(ben);
  });

  test("*Add* brings the report and the other numbers to the open ticket", async () => {
    const ben = await openEscalation(bot, "ben");
    await submitForm(ben, { number: `${FIRST}\n${SECOND}`, errors: "131026 undeliverable since noon" });
    await ben.submitView();
    expect(readable(topOf(ben)?.body)).toContain(`Added to ${ref}`);
    await closeAll(ben);
    await vi.waitFor(() => {
      expect(cardOf(bot, ref).text).toContain(SECOND);
      expect(cardText(bot, ref)).toContain("131026 undeliverable since noon");
    }, WITHIN);
    expect(cardText(bot, ref)).toContain("and 1 earlier");
    expect(cards()).toBe(1);
  });

  test("the same report again adds nothing", async () => {
    const before = cardText(bot, ref);
    const ben = await openEscalation(bot, "ben");
    await submitForm(ben, { number: `${FIRST}\n${SECOND}`, errors: "131026 undeliverable since noon" });
    await ben.submitView();
    expect(readable(topOf(ben)?.body)).toContain("Nothing was added");
    await closeAll(ben);
    expect(cardText(bot, ref)).toBe(before);
  });

  test("numbers are added from the card, unless another open ticket has them", async () => {
    const other = await fileTicket(bot, { number: "+15550120009", errors: LOCKED });
    const taken = await submitFromCard(bot, "ben", ref, "Add a number…", { number: "+15550120009" });
    expect(taken.number).toBe(`+15550120009 is in ${other} already. Leave it out, or work on that ticket.`);
    const unreadable = await submitFromCard(bot, "ben", ref, "Add a number…", { number: "12" });
    expect(unreadable.number).toMatch(/^Line 1 \(“12”\)/);

    expect(await submitFromCard(bot, "ben", ref, "Add a number…", { number: THIRD })).toEqual({});
    await vi.waitFor(() => expect(cardOf(bot, ref).text).toContain(THIRD), WITHIN);
    const ana = await openEscalation(bot, "ana");
    await submitForm(ana, { number: THIRD, errors: LOCKED });
    expect(readable(topOf(ana)?.body)).toContain(`Already escalated as ${ref}`);
    await closeAll(ana);
  });

  test("numbers of two tickets ask which of them the report joins", async () => {
    const ana = await openEscalation(bot, "ana");
    await submitForm(ana, { number: `${FIRST}\n+15550120009`, errors: "131049 once more" });
    expect(readable(topOf(ana)?.body)).toContain("Already escalated in several tickets");
    await ana.submitView({ ticket: { value: "WL-2" } });
    expect(readable(topOf(ana)?.body)).toContain("Added to WL-2");
    await closeAll(ana);
    await vi.waitFor(() => expect(cardText(bot, "WL-2")).toContain("131049 once more"), WITHIN);
  });

  test("after the resolution the same number is a new ticket", async () => {
    const resolved = await submitFromCard(bot, "ben", ref, "Resolve…", { outcome: "not_a_lock", reason: "It was us." });
    expect(resolved).toEqual({});
    await vi.waitFor(() => expect(cardOf(bot, ref).text).toContain("It was not a lock"), WITHIN);
    const again = await fileTicket(bot, { number: FIRST, errors: LOCKED });
    expect(again).not.toBe(ref);
    await tick(bot, "ben", again, ["stop.pause_bulk"]);
  });

  test("a ticket whose number is in a newer one is not reopened, and the form says why", async () => {
    const refused = await submitFromCard(bot, "ben", ref, "Reopen…", { reason: "It came back." });
    expect(refused.reason).toMatch(/number.*in another open ticket/);
    expect(cardOf(bot, ref).text).toContain("It was not a lock");
  });
});
