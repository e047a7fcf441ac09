import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { BEFORE_GO } from "../support/before-go.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { offeredOn, pressCard, submitFromCard, update } from "./support/card.ts";
import { fields, LOCKED, unixNow } from "./support/form.ts";
import { closeAll, readAnswer, readable, topOf } from "./support/screen.ts";
import { openPhase, press, pressHere, release, rowOf, rowsOf, skip, tick, told, why } from "./support/steps.ts";
import { cardOf, cardText, checklistOf, fileTicket, pathsOf } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const BEN = "<@U0BEN000001>";
const ANA = "<@U0ANA000001>";

describe("what is refused, and the sentence that says why", { timeout: WALK_MS }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot();
  }, 120_000);
  afterAll(async () => {
    await bot?.stop();
  });

  describe("a number that has to be disconnected", () => {
    let ref = "";

    beforeAll(async () => {
      ref = await fileTicket(bot, {
        number: "+1 555 011 1234",
        errors: LOCKED,
        business_support_home: "nothing_listed",
        recent_changes: ["nothing"],
        onboarded: "older",
      });
    }, WALK_MS);

    test("nothing that changes the registration is there before the provider's answer", async () => {
      expect(pathsOf(bot, ref)).not.toContain("provider_reregistration");
      await update(bot, ref, { provider_way: "disconnect" });
      await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("provider_reregistration"), WITHIN);
    });

    test("*Blocked: why?* names the steps and the facts that are missing", async () => {
      const says = await why(bot, { by: "ben", ref, step: "older.go" });
      expect(says).toContain("“Go: two people agree to disconnect” is blocked:");
      expect(says).toContain("• first “Check today that Meta allows the removal”");
      expect(says).toContain("• first “Know the PIN, or switch two-step off”");
      expect(says).toContain(
        "• ask first how often a registration was tried in the last seven days (not known is not zero)",
      );
    });

    test("before its release an irreversible step is a name, without how-to", async () => {
      const rows = await rowsOf(bot, ref, "provider_reregistration");
      expect(rows["older.disconnect"]?.text).toMatch(/^⛔ Later: Provider disconnects the number/);
      expect(Object.keys(rows["older.disconnect"]?.menu.options ?? {})).toEqual(["Skip…", "Details"]);
      const details = await told(bot, { by: "ben", ref, step: "older.disconnect" }, "Details");
      expect(details).toContain("How it is done appears once the step is released");
      expect(details).not.toContain("backend");
    });

    test("each step before the point of no return opens in its turn", async () => {
      await update(bot, ref, {
        attempts_meta: "0",
        attempts_provider: "1",
        can_be_added_back: "yes",
        removal_allowed: "yes",
      });
      await tick(bot, "ben", ref, BEFORE_GO);
      expect(await rowOf(bot, ref, "older.go")).toMatchObject({ main: { label: "Done" } });
    });

    test("two people have to say go, and the same person twice is one", async () => {
      await tick(bot, "ben", ref, ["older.go"]);
      expect((await rowOf(bot, ref, "older.go"))?.text).toContain("A second person has to agree");
      expect(await why(bot, { by: "ana", ref, step: "older.disconnect" })).toContain("first “Go: two people agree");

      expect(await told(bot, { by: "ben", ref, step: "older.go" }, "Agree as second")).toMatch(/needs a second person/);
      await press(bot, { by: "ana", ref, step: "older.go" }, "Agree as second");
      const row = await rowOf(bot, ref, "older.go");
      expect(row?.text).toContain(`Said done by ${BEN} and ${ANA}`);
      expect(row?.main).toBeUndefined();
    });

    test("undoing a needed step closes the later ones again", async () => {
      await press(bot, { by: "ana", ref, step: "rereg.pin_ready" }, "Undo");
      expect(await why(bot, { by: "ben", ref, step: "older.disconnect" })).toContain("first “Know the PIN");
      await tick(bot, "ben", ref, ["rereg.pin_ready"]);
      expect(await rowOf(bot, ref, "older.disconnect")).toMatchObject({ main: { label: "Release…" } });
    });

    test("a release asks for the last four digits of this number", async () => {
      const step = "older.disconnect";
      expect(await release(bot, { by: "ben", ref, step }, "9999")).toMatch(
        /not the last four digits of a number on this/,
      );
      expect(await release(bot, { by: "ben", ref, step }, "12")).toMatch(/Enter exactly four digits/);
      expect((await rowOf(bot, ref, step))?.text).toContain("Later:");

      expect(await release(bot, { by: "ben", ref, step }, "1234")).toBeUndefined();
      const row = await rowOf(bot, ref, step);
      expect(row?.text).toMatch(new RegExp(`Released by ${BEN}`));
      expect(row?.text).toContain("removes it from its backend");
      expect(row?.main?.label).toBe("Done");
      expect((await rowOf(bot, ref, "older.remove_number"))?.text).toContain("Later:");
    });

    test("a violation listed meanwhile shuts it, although the provider says disconnect", async () => {
      await update(bot, ref, { business_support_home: "listed_review" });
      await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("policy"), WITHIN);
      expect(pathsOf(bot, ref)).toContain("provider_reregistration");
      for (const step of ["older.disconnect", "older.remove_number", "older.sign_up", "older.register"]) {
        expect(await why(bot, { by: "ben", ref, step })).toContain(
          "no violation may be listed in Business Support Home",
        );
      }
      await update(bot, ref, { business_support_home: "nothing_listed" });
      await vi.waitFor(() => expect(pathsOf(bot, ref)).not.toContain("policy"), WITHIN);
      expect(await rowOf(bot, ref, "older.disconnect")).toMatchObject({ main: { label: "Done" } });
    });

    test("sign-up and registration wait until it is gone on both sides", async () => {
      await tick(bot, "ben", ref, ["older.disconnect"]);
      expect(await why(bot, { by: "ben", ref, step: "older.sign_up" })).toContain(
        "first “Remove the number, never the account”",
      );
      expect(await why(bot, { by: "ben", ref, step: "older.register" })).toContain(
        "first “Sign up: same account, same number”",
      );
    });
  });

  describe("a listed violation", () => {
    test("opens nothing that changes the registration, whatever the provider wants", async () => {
      const ref = await fileTicket(bot, {
        number: "+15550111240",
        errors: LOCKED,
        business_support_home: "listed_review",
        recent_changes: ["pin_changed"],
      });
      await update(bot, ref, { provider_way: "disconnect", can_be_added_back: "yes", removal_allowed: "yes" });
      expect(pathsOf(bot, ref)).toEqual(["stop_the_bleeding", "find_the_cause", "policy", "prove_it_works", "prevent"]);
      expect(JSON.stringify(checklistOf(bot, ref).blocks)).not.toMatch(/step:set:(pin|recent|older)\./);
    });
  });

  describe("one ordinary ticket", () => {
    let ref = "";

    beforeAll(async () => {
      ref = await fileTicket(bot, { number: "+15550112001", errors: LOCKED });
    }, WALK_MS);

    test("a skip needs a reason, which then stands on the row", async () => {
      const of = { by: "ben", ref, step: "stop.reroute_urgent" };
      const ben = await press(bot, of, "Skip…");
      expect((await ben.submitView(fields({ reason: "   " }))).errors?.reason).toMatch(/sentence|fill|required|need/i);
      await closeAll(ben);
      expect(await skip(bot, of, "Nothing urgent is sent from here")).toBeUndefined();
      expect((await rowOf(bot, ref, of.step))?.text).toContain(`Skipped by ${BEN}`);
      expect((await rowOf(bot, ref, of.step))?.text).toContain("Nothing urgent is sent from here");
    });

    test("a second skip of the same step says who was first, and leaves the first reason", async () => {
      const of = { ref, step: "stop.tell_business" };
      const ben = await press(bot, { ...of, by: "ben" }, "Skip…");
      const chloe = await press(bot, { ...of, by: "chloe" }, "Skip…");
      const opens = (human: typeof ben) => expect(topOf(human)?.body.callback_id).toBe("step_skip");
      await vi.waitFor(() => [ben, chloe].forEach(opens), WITHIN);
      expect((await ben.submitView(fields({ reason: "They know already" }))).errors).toBeUndefined();
      expect((await chloe.submitView(fields({ reason: "No time" }))).errors?.reason).toBe(
        "Nothing changed: somebody else did this already.",
      );
      await closeAll(chloe);
      expect((await rowOf(bot, ref, of.step))?.text).toContain("They know already");
      await press(bot, { ...of, by: "ben" }, "Undo");
    });

    test("a button somebody left open is refused with who was faster", async () => {
      const step = "stop.hands_off";
      const chloe = await openPhase(bot, "chloe", ref, "stop_the_bleeding");
      await press(bot, { by: "ben", ref, step }, "Done");
      await press(bot, { by: "ben", ref, step }, "Undo");
      expect(await readAnswer(chloe, () => pressHere(bot, chloe, { ref, step }, "Done"))).toMatch(
        new RegExp(`${BEN} was faster: “Agree that nobody changes the number” is open again now`),
      );
      await closeAll(chloe);
      expect((await rowOf(bot, ref, step))?.text).toContain("To do");
    });

    test("an undo in *Details* is seen there as well", async () => {
      const step = "stop.pause_bulk";
      await tick(bot, "ben", ref, [step]);
      const ben = await press(bot, { by: "ben", ref, step }, "Details");
      await vi.waitFor(() => expect(readable(topOf(ben)?.body)).toContain("Undo"), WITHIN);
      await ben.clickButton({ action_id: `step:todo:${step}` });
      await vi.waitFor(() => expect(readable(topOf(ben)?.body)).toContain("Skip…"), WITHIN);
      await closeAll(ben);
    });

    test("the same press by a second person changes nothing and says who was first", async () => {
      const step = "stop.tell_business";
      const chloe = await openPhase(bot, "chloe", ref, "stop_the_bleeding");
      await press(bot, { by: "ben", ref, step }, "Done");
      expect(await readAnswer(chloe, () => pressHere(bot, chloe, { ref, step }, "Done"))).toContain(
        `Nothing changed: ${BEN} did this already.`,
      );
      await closeAll(chloe);
    });

    test("*Update* changes the path, and finished steps stay finished", async () => {
      await tick(bot, "ben", ref, ["stop.pause_bulk", "find.where", "find.scope"]);
      expect(pathsOf(bot, ref)).toEqual(["stop_the_bleeding", "find_the_cause"]);
      await update(bot, ref, { business_support_home: "nothing_listed", recent_changes: ["pin_changed"] });
      await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("pin"), WITHIN);
      for (const step of ["stop.pause_bulk", "find.where", "find.scope"]) {
        expect((await rowOf(bot, ref, step))?.text).toContain(`Said done by ${BEN}`);
      }
      await tick(bot, "ben", ref, ["pin.confirm"]);

      await update(bot, ref, { business_support_home: "listed_review" });
      await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("policy"), WITHIN);
      expect((await rowOf(bot, ref, "pin.confirm"))?.text).toContain(`Said done by ${BEN}`);
      expect(await rowOf(bot, ref, "pin.set_new")).toBeUndefined();
      await update(bot, ref, { business_support_home: "nothing_listed" });
      await vi.waitFor(() => expect(pathsOf(bot, ref)).not.toContain("policy"), WITHIN);
    });

    test("*Update* refuses what cannot be", async () => {
      const wrong = await submitFromCard(bot, "ben", ref, "Update", {
        attempts_meta: "many",
        last_paid_message: unixNow() + 86_400,
        recent_changes: ["nothing", "pin_changed"],
      });
      expect(wrong.attempts_meta).toMatch(/whole number/);
      expect(wrong.last_paid_message).toMatch(/future/);
      expect(wrong.recent_changes).toMatch(/both ticked/);
    });

    test("*recovered* needs an incoming message and a delivered reply", async () => {
      const answers = { outcome: "recovered", reason: "It sends again since noon." };
      const refused = await submitFromCard(bot, "ben", ref, "Resolve…", answers);
      expect(refused.reason).toBe(
        "Recovered needs proof after the fix: “Receive one real message” and “Answer it and see it delivered”. “Connected” is not enough.",
      );
      expect(cardOf(bot, ref).text).not.toContain("Resolved");

      await tick(bot, "ben", ref, ["prove.no_block", "prove.incoming", "prove.reply"]);
      expect(await submitFromCard(bot, "ben", ref, "Resolve…", answers)).toEqual({});
      await vi.waitFor(() => expect(cardOf(bot, ref).text).toContain("Recovered: it receives and sends again"), WITHIN);
      expect(cardText(bot, ref)).toContain("It sends again since noon.");
      expect(offeredOn(bot, ref)).toEqual(["Show all", "Copy provider request", "Reopen…", "Show all errors"]);
      const prevent = await rowsOf(bot, ref, "prevent");
      expect(Object.values(prevent).some(({ main }) => main?.label === "Done")).toBe(true);
    });

    test("a resolved ticket takes no more ticks, and says to reopen it", async () => {
      expect(await told(bot, { by: "ben", ref, step: "find.health" }, "Done")).toMatch(/resolved\. Reopen it first/);
    });

    test("a relapse reopens it with a reason, and the old proof counts no more", async () => {
      expect(await submitFromCard(bot, "ana", ref, "Reopen…", { reason: "131031 again since this morning" })).toEqual(
        {},
      );
      await vi.waitFor(() => expect(cardOf(bot, ref).text).not.toContain("Recovered"), WITHIN);
      expect(cardText(bot, ref)).toContain("131031 again since this morning");
      expect((await rowOf(bot, ref, "prove.reply"))?.text).not.toContain("Said done");
      expect((await rowOf(bot, ref, "stop.pause_bulk"))?.text).toContain(`Said done by ${BEN}`);
    });
  });

  describe("who may act", () => {
    let ref = "";

    beforeAll(async () => {
      ref = await fileTicket(bot, { number: "+15550113001", errors: LOCKED });
    }, WALK_MS);

    test("a guest is told to ask a member", async () => {
      const gus = bot.slack.human("gus");
      const privately = (act: () => Promise<unknown>) => readAnswer(gus, act);
      const refused = /Guests cannot use Locksmith\. Ask a member/;
      await gus.slash({ channel: "#general", text: "/waba status +15550100002" });
      await vi.waitFor(() => expect(gus.ephemerals().at(-1)?.text).toMatch(refused), WITHIN);
      expect(await privately(() => gus.say({ channel: "#general", text: `@Locksmith ${LOCKED}` }))).toMatch(refused);
      expect(await privately(() => gus.globalShortcut("escalate_number"))).toMatch(refused);
      await closeAll(gus);
      expect(bot.slack.messages("#general").filter(({ bot_id }) => bot_id)).toEqual([]);
    });

    test("a member outside the support channel files, but presses nothing on a ticket", async () => {
      const join = /Only members of <#C0SUPPORT01> can do this\. Join the channel/;
      expect(await told(bot, { by: "dan", ref, step: "stop.pause_bulk" }, "Done")).toMatch(join);
      const dan = bot.slack.human("dan");
      expect(await readAnswer(dan, () => pressCard(bot, "dan", ref, "Copy provider request"))).toMatch(join);
      expect(dan.views()).toEqual([]);
      expect((await rowOf(bot, ref, "stop.pause_bulk"))?.text).toContain("To do");
      const other = await fileTicket(bot, { number: "+15550113002", errors: LOCKED }, "dan");
      expect(cardText(bot, other)).toContain("Filed by <@U0DAN000001>");
    });

    test("a stranger and a channel shared outside get no diagnosis", async () => {
      const shared = "#shared-with-partner";
      const ana = bot.slack.human("ana");
      const outside = /shared with another organisation, so no diagnosis or ticket is posted here/;
      expect(await readAnswer(ana, () => ana.say({ channel: shared, text: `@Locksmith ${LOCKED}` }))).toMatch(outside);
      const sam = bot.slack.human("sam");
      expect(await readAnswer(sam, () => sam.say({ channel: shared, text: `@Locksmith ${LOCKED}` }))).toMatch(
        /only answers members of this workspace/,
      );

      await ana.slash({ channel: shared, text: "/waba status +15550100013" });
      const answer = await vi.waitFor(() => {
        const found = ana.ephemerals().find(({ text }) => text.includes("141008"));
        if (found === undefined) throw new Error("still checking");
        return found;
      }, WITHIN);
      const press = () => ana.clickButton({ channel: shared, ts: answer.ts, action_id: "share" });
      expect(await readAnswer(ana, press)).toMatch(outside);
      expect(bot.slack.messages(shared).filter(({ bot_id }) => bot_id)).toEqual([]);
    });
  });

  test("the support channel holds what was filed", () => {
    expect(bot.slack.messages(SUPPORT).length).toBeGreaterThan(0);
  });
});
