import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Message } from "../../sandbox/slack/state/state.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { offeredOn, pressCard, update } from "./support/card.ts";
import { fields, LOCKED, unixNow } from "./support/form.ts";
import { closeAll, readable, topOf } from "./support/screen.ts";
import { rowOf, rowsOf, shownRow, tick, why } from "./support/steps.ts";
import { everythingStored } from "./support/stored.ts";
import {
  cardOf,
  cardText,
  checklistOf,
  filedAs,
  fileOpenForm,
  fileTicket,
  openEscalation,
  pathsOf,
  submitForm,
} from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const STOP = "stop_the_bleeding";
const FIND = "find_the_cause";
const PROVE = "prove_it_works";
const TOKEN = `EAAG${"m0PX4ZCpsBAKZC4Yq1Z"}${"aexample7Q2".repeat(4)}`;

/** Nothing on the ticket registers the number again, asks for a PIN, or removes it. */
const TOUCHES_THE_NUMBER = ["pin", "provider_reregistration"];

describe("twelve cases, from what is pasted to the first steps", { timeout: WALK_MS }, () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot();
  }, 120_000);
  afterAll(async () => {
    await bot?.stop();
  });

  const scenario = (id: string) => {
    const found = bot.graph.scenarios.find((one) => one.id === id);
    return { number: found?.number ?? "", paste: found?.paste ?? "" };
  };

  /** The answer in the thread to a paste with a mention. */
  async function mention(text: string): Promise<Message> {
    const { message } = await bot.slack.human("ana").say({ channel: "#general", text: `@Locksmith ${text}` });
    return vi.waitFor(() => {
      const [, answer] = bot.slack.thread("#general", message?.ts ?? "");
      if (answer === undefined) throw new Error("nobody answered yet");
      return answer;
    }, WITHIN);
  }

  /** *Escalate* under an answer opens the form with what is known in it. */
  async function escalateFrom(answer: Message) {
    const ana = bot.slack.human("ana");
    await ana.clickButton({ channel: "#general", ts: answer.ts, action_id: "escalate" });
    await vi.waitFor(() => expect(topOf(ana)?.body.callback_id).toBe("escalate"), WITHIN);
    return ana;
  }

  const firstButton = (message: Message | undefined) => {
    const actions = (message?.blocks ?? []).filter(({ type }) => type === "actions").at(-1);
    return readable((actions?.elements as unknown[] | undefined)?.[0]);
  };

  async function expectDone(ref: string, steps: readonly string[]) {
    for (const step of steps) expect((await rowOf(bot, ref, step))?.text).toContain("Said done by <@U0BEN000001>");
  }

  test("1 Vonage 1330 with 131031 while everything looks CONNECTED and nothing is listed", async () => {
    const { number, paste } = scenario("locked_but_connected");
    const answer = await mention(paste);
    expect(answer.text).toMatch(/^Locked.*Meta 131031 on a send/);
    const said = readable(answer.blocks);
    expect(said).toMatch(/Meta shows CONNECTED.*The refused call counts/);
    expect(said).toContain("Do not register");
    expect(firstButton(answer)).toBe("Escalate");

    const ana = await escalateFrom(answer);
    const ref = await fileOpenForm(bot, ana, { number, errors: paste, business_support_home: "nothing_listed" });
    expect(cardText(bot, ref)).toContain(number);
    expect(cardText(bot, ref)).toMatch(/Business Support Home lists nothing, yet a call was refused as locked/);
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND, "technical_lock", PROVE, "prevent"]);

    expect(await why(bot, { by: "ben", ref, step: "tech.case" })).toMatch(
      /first “Rule out policy, ban, payment and PIN”/,
    );
    expect(Object.values(await rowsOf(bot, ref, "prevent")).every(({ main }) => main?.label === "Blocked: why?")).toBe(
      true,
    );
    const first = ["stop.pause_bulk", "stop.reroute_urgent", "stop.hands_off"];
    await tick(bot, "ben", ref, first);
    await expectDone(ref, first);
  });

  test("2 misclassified templates: a violation is listed and no review is offered", async () => {
    const ref = await fileTicket(bot, {
      number: "+15550110002",
      errors: LOCKED,
      business_support_home: "listed_no_review",
      recent_changes: ["templates_edited"],
    });
    expect(cardOf(bot, ref).text).toMatch(/Locked: Meta 131031/);
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND, "policy", PROVE, "prevent"]);
    expect(await why(bot, { by: "ben", ref, step: "policy.read" })).toMatch(/first “Look in Business Support Home”/);

    await tick(bot, "ben", ref, ["find.support_home", "policy.read"]);
    await update(bot, ref, { violation: ["templates"], review_offered: "none" });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("meta_review"), WITHIN);
    await tick(bot, "ben", ref, ["policy.review_offered"]);

    const policy = await rowsOf(bot, ref, "policy");
    expect(Object.keys(policy)).toEqual([
      "policy.read",
      "policy.review_offered",
      "policy.fix_templates",
      "policy.write_appeal",
      "policy.submit",
      "policy.decision",
      "policy.no_review",
    ]);
    expect(policy["policy.fix_templates"]?.main?.label).toBe("Done");
    expect(await why(bot, { by: "ben", ref, step: "policy.submit" })).toMatch(/Request Review must be offered/);
    for (const path of TOUCHES_THE_NUMBER) expect(pathsOf(bot, ref)).not.toContain(path);
  });

  test("3 the PIN does not match after a migration", async () => {
    const { number, paste } = scenario("pin_mismatch");
    const answer = await mention(`${number}\n${paste}`);
    expect(answer.text).toMatch(/^Blocked, but not a lock: the two-step PIN \(Meta 133005\)\. Do not guess it/);
    const ana = await escalateFrom(answer);
    const ref = await fileOpenForm(bot, ana, { number, errors: paste, recent_changes: ["migrated"] });
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND, "pin", PROVE, "prevent"]);

    await tick(bot, "ben", ref, ["pin.stop_guessing", "find.where", "pin.confirm"]);
    await expectDone(ref, ["pin.stop_guessing", "find.where", "pin.confirm"]);
    const blocked = await why(bot, { by: "ben", ref, step: "pin.register_once" });
    expect(blocked).toContain("first “Use the same PIN in every system”");
    expect(blocked).toContain("first “Count attempts made before this ticket”");
    expect(blocked).toContain("Business Support Home must have been looked at, with nothing listed");
    expect(blocked).toContain("not known is not zero");
    expect(await rowOf(bot, ref, "pin.wait")).toBeUndefined();
  });

  test("4 141006, mistaken for a lock", async () => {
    const errors = "Our WhatsApp account is locked!! Business Manager shows error 141006 for every message";
    const answer = await mention(errors);
    expect(answer.text).toMatch(/^Blocked, but not a lock: payment at Meta \(Meta 141006\)/);
    const ref = await fileTicket(bot, { number: "+15550110004", errors });
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND, "payment", PROVE]);
    expect(await why(bot, { by: "ben", ref, step: "pay.fix" })).toMatch(/first “Find out who pays Meta/);

    await tick(bot, "ben", ref, ["pay.who_pays", "pay.provider_side", "pay.fix"]);
    await expectDone(ref, ["pay.who_pays", "pay.provider_side", "pay.fix"]);
    expect(await rowOf(bot, ref, "pay.still_blocked")).toBeUndefined();
  });

  test("5 a restriction of 30 days, told by an account_update", async () => {
    const number = "+15550110005";
    const value = {
      event: "ACCOUNT_RESTRICTION",
      phone_number: number.slice(1),
      restriction_info: [
        { restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: unixNow() + 30 * 24 * 3600 },
      ],
    };
    const errors = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "700500000000105", changes: [{ field: "account_update", value }] }],
    });
    const answer = await mention(errors);
    expect(answer.text).toMatch(/^Temporarily restricted: it ends by itself on \d+ \w+ \d{4}/);
    const ref = await fileTicket(bot, { number, errors });
    expect(cardOf(bot, ref).text).toContain("Temporarily restricted: it ends by itself");
    expect(pathsOf(bot, ref)).toEqual([STOP, "wait_restriction", PROVE, "prevent"]);
    expect(await why(bot, { by: "ben", ref, step: "wait.end" })).toMatch(/first “Say what still works/);

    const steps = ["wait.what_still_works", "wait.fix_now", "wait.leave_number"];
    await tick(bot, "ben", ref, steps);
    await expectDone(ref, steps);
    const shut = /the restriction must be over: not before \d+ \w+ \d{4}, \d\d:\d\d UTC/;
    expect(await why(bot, { by: "ben", ref, step: "wait.end" })).toMatch(shut);
    expect(await why(bot, { by: "ben", ref, step: "prove.no_block" })).toMatch(shut);
  });

  test("6 banned, but GREEN", async () => {
    const { number, paste } = scenario("banned");
    const ana = bot.slack.human("ana");
    await ana.slash({ channel: "#general", text: `/waba status ${number}` });
    const answer = await vi.waitFor(() => {
      const found = ana.ephemerals().find(({ text }) => text.startsWith("Locked"));
      if (found === undefined) throw new Error("still checking");
      return found;
    }, WITHIN);
    expect(answer.text).toMatch(/banned.*Only an appeal at Meta can change that/);
    expect(readable(answer.blocks)).toContain("banned while its quality is still GREEN");
    expect(firstButton(answer)).toBe("Escalate");

    const form = await escalateFrom(answer);
    const ref = await fileOpenForm(bot, form, { number, errors: paste });
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND, "policy", "meta_review", PROVE, "prevent"]);
    const steps = ["find.support_home", "policy.read", "policy.review_offered"];
    await tick(bot, "ben", ref, steps);
    await expectDone(ref, steps);
    expect(await why(bot, { by: "ben", ref, step: "meta.open" })).toMatch(/first “Decide who opens the case”/);
  });

  test("7 a whole portfolio with 40 numbers is one ticket", async () => {
    const numbers = Array.from({ length: 40 }, (_, at) => `+155502${String(10_000 + at)}`);
    const ref = await fileTicket(bot, { number: numbers.join("\n"), errors: LOCKED, scope: "portfolio" });
    expect(cardOf(bot, ref).text).toContain(`${numbers.slice(0, 3).join(", ")} and 37 more`);
    expect(cardOf(bot, ref).text).toContain("Several accounts of the business");
    expect(bot.slack.messages(SUPPORT).filter(({ text }) => text.includes(numbers[0] ?? "-"))).toHaveLength(1);
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND]);

    const ben = await pressCard(bot, "ben", ref, "Copy provider request");
    await vi.waitFor(() => expect(topOf(ben)?.body.callback_id).toBe("provider_request"), WITHIN);
    const request = readable(topOf(ben)?.body);
    for (const number of numbers) expect(request).toContain(number);
    expect(request).toContain("API key: abcd1234");
    await closeAll(ben);

    const steps = ["stop.pause_bulk", "stop.reroute_urgent", "stop.hands_off"];
    await tick(bot, "ben", ref, steps);
    await expectDone(ref, steps);
  });

  test("8 a number of the WhatsApp Business app, dropped for inactivity", async () => {
    const value = {
      event: "PARTNER_REMOVED",
      waba_info: { waba_id: "700500000000108", owner_business_id: "700900000000108" },
      disconnection_info: { reason: "COMPANION_INACTIVITY", initiated_by: "SYSTEM" },
    };
    const errors = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "700500000000108", changes: [{ field: "account_update", value }] }],
    });
    const answer = await mention(errors);
    expect(answer.text).toMatch(/^Blocked, but not a lock: the number left the platform/);
    const ref = await fileTicket(bot, { number: "+15550110008", errors, provider: "meta", api_key: "shop account" });
    expect(pathsOf(bot, ref)).toEqual(["reconnect_coexistence", PROVE]);
    expect(await why(bot, { by: "ben", ref, step: "coex.sign_up" })).toMatch(/first “Open the WhatsApp Business app/);

    const steps = ["coex.reason", "coex.open_app", "coex.sign_up"];
    await tick(bot, "ben", ref, steps);
    await expectDone(ref, steps);
  });

  test("9 an older number and a paid message five days ago: the removal is blocked, nothing is disconnected", async () => {
    const ref = await fileTicket(bot, {
      number: "+15550110009",
      errors: LOCKED,
      business_support_home: "nothing_listed",
      recent_changes: ["nothing"],
      onboarded: "older",
    });
    await update(bot, ref, { provider_way: "disconnect", last_paid_message: unixNow() - 5 * 24 * 3600 });
    await vi.waitFor(() => expect(pathsOf(bot, ref)).toContain("provider_reregistration"), WITHIN);
    expect(await rowOf(bot, ref, "recent.register")).toBeUndefined();

    await tick(bot, "ben", ref, ["stop.save_evidence", "find.support_home", "find.health", "find.open_provider_case"]);
    await tick(bot, "ben", ref, ["rereg.right_path", "rereg.provider_decides", "older.name_admin"]);
    expect(await why(bot, { by: "ben", ref, step: "older.can_remove" })).toMatch(
      /Meta must allow the removal \(it refuses within 30 days of the last paid message\)/,
    );

    const rows = await rowsOf(bot, ref, "provider_reregistration");
    for (const step of ["older.disconnect", "older.remove_number"]) {
      expect(rows[step]?.text).toContain("⛔ Later:");
      expect(rows[step]?.main?.label).toBe("Blocked: why?");
    }
    expect(JSON.stringify(rows)).not.toContain("removes it from its backend");
    const blocked = await why(bot, { by: "ben", ref, step: "older.disconnect" });
    expect(blocked).toContain("first “Check today that Meta allows the removal”");
    expect(blocked).toContain("first “Go: two people agree to disconnect”");
  });

  test('10 only "Fail to get number\'s profile": unknown, and escalating does not wait', async () => {
    const profile = "In External Accounts the page shows Bad Request and below it: Fail to get number's profile";
    const alone = await mention(profile);
    expect(alone.text).toMatch(/^Unknown: an unreadable profile is a sign, not a proof/);
    expect(readable(alone.blocks)).toContain("Escalate");
    expect(readable(alone.blocks)).not.toContain("Not locked");

    const silent = await mention(`${profile}. We are not receiving any inbound messages since Friday.`);
    expect(silent.text).toMatch(/^Unknown: a lock is possible/);
    expect(firstButton(silent)).toBe("Escalate");

    const ana = await escalateFrom(silent);
    const ref = await fileOpenForm(bot, ana, { number: "+15550110010", errors: profile, incoming: "stopped" });
    expect(cardOf(bot, ref).text).toContain("Unknown: a lock is possible");
    expect(cardText(bot, ref)).toContain("Do not register");
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND]);
    const steps = ["stop.pause_bulk", "stop.hands_off", "find.where"];
    await tick(bot, "ben", ref, steps);
    await expectDone(ref, steps);
  });

  test("11 131031 with 141008: a technical lock, and the registration stays closed", async () => {
    const { number, paste } = scenario("technical_lock");
    const answer = await mention(paste);
    expect(answer.text).toMatch(/^Locked/);
    expect(readable(answer.blocks)).toContain("141008");
    expect(readable(answer.blocks)).toContain("technical lock at Meta");
    const ana = await escalateFrom(answer);
    const ref = await fileOpenForm(bot, ana, { number, errors: paste });
    expect(pathsOf(bot, ref)).toEqual([STOP, FIND, "technical_lock"]);
    for (const path of TOUCHES_THE_NUMBER) expect(pathsOf(bot, ref)).not.toContain(path);
    expect(await why(bot, { by: "ben", ref, step: "tech.case" })).toContain("first “Rule out policy");
    const steps = ["tech.no_register", "find.support_home", "find.health"];
    await tick(bot, "ben", ref, steps);
    await expectDone(ref, steps);
  });

  test("12 a pasted access token is kept nowhere, and whoever pasted it is told privately", async () => {
    const number = "+15550110012";
    const errors = `curl -H "Authorization: Bearer ${TOKEN}" https://graph.facebook.com/v23.0/700600000000112/messages\n${LOCKED}`;
    const ana = bot.slack.human("ana");
    const before = ana.ephemerals().length;
    const answer = await mention(errors);
    expect(answer.text).toMatch(/^Locked/);
    const warning = await vi.waitFor(() => {
      const [line] = ana.ephemerals().slice(before);
      if (line === undefined) throw new Error("nobody was warned yet");
      return line;
    }, WITHIN);
    expect(warning.text).toMatch(/Your message shows a Meta access token.*Delete the message/);
    expect(
      bot.slack
        .human("ben")
        .ephemerals()
        .some(({ text }) => text.includes("access token")),
    ).toBe(false);

    const human = await openEscalation(bot, "ana");
    const { errors: wrong } = await human.submitView(
      fields({ provider: "vonage", number, first_seen: unixNow() - 60, errors, api_key: TOKEN }),
    );
    expect(wrong?.api_key).toMatch(/looks like a secret or a token/);
    expect(wrong?.api_key).not.toContain(TOKEN.slice(0, 8));
    expect(await submitForm(human, { number, errors })).toEqual({});
    expect(readable(topOf(human)?.body)).toMatch(/Removed from what you pasted: a Meta access token/);
    const ref = filedAs(human);
    await closeAll(human);
    await vi.waitFor(() => expect(checklistOf(bot, ref).ts).toBeDefined(), WITHIN);

    const ben = await pressCard(bot, "ben", ref, "Show all");
    await vi.waitFor(() => expect(topOf(ben)).toBeDefined(), WITHIN);
    expect(readable(topOf(ben)?.body)).toContain("131031");
    await closeAll(ben);
    await tick(bot, "ben", ref, ["stop.pause_bulk", "stop.reroute_urgent", "stop.save_evidence"]);

    const posted = bot.slack.messages(SUPPORT).concat(bot.slack.messages("#general").filter(({ bot_id }) => bot_id));
    expect(JSON.stringify([posted, ana.ephemerals(), ben.ephemerals()])).not.toContain(TOKEN);
    // Deliveries hold what the person typed; the rest is what the bot sent.
    const sent = bot.slack.journal.entries().filter(({ kind }) => kind === "api" || kind === "respond");
    expect(sent.length).toBeGreaterThan(10);
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
  });

  test("no card offers what its ticket does not allow", () => {
    const cards = bot.slack.messages(SUPPORT).filter(({ metadata }) => metadata?.event_payload.kind === "card");
    expect(cards).toHaveLength(12);
    for (const card of cards) {
      const offered = offeredOn(bot, String(card.metadata?.event_payload.ticket));
      expect(offered).not.toContain("Reopen…");
      expect(offered).toContain("Copy provider request");
    }
    expect(shownRow(bot, { ref: "WL-1", step: "pin.register_once" })).toBeUndefined();
  });

  test("no row of the database holds the token", async () => {
    const everything = await everythingStored(bot);
    expect(everything.includes("[secret removed: ")).toBe(true);
    expect(everything.includes(TOKEN.slice(4, 30))).toBe(false);
  });
});
