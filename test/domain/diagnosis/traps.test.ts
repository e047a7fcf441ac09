import { describe, expect, test } from "vitest";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis/diagnosis.ts";
import { firstStep } from "../../../src/domain/diagnosis/first-step-words.ts";
import { headline } from "../../../src/domain/diagnosis/verdict-words.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import {
  ALL_AVAILABLE,
  anEntity,
  anError,
  diagnosed,
  health,
  NOW,
  node,
  refusedOn,
  sign,
  supportHome,
} from "./evidence.ts";

const LATER = "2026-11-21T23:30:00.000Z";
const webhook: { source: "webhook"; at: string } = { source: "webhook", at: "2026-11-21T20:00:00.000Z" };
const delivered = (at?: string): Evidence => ({
  kind: "delivered",
  source: "webhook",
  ...(at === undefined ? {} : { at }),
});
const incoming = (at: string): Evidence => ({ kind: "incoming", source: "webhook", at });
const unread = (why: "timed_out" | "token_expired" | "not_configured"): Evidence => ({
  kind: "unread",
  what: "health",
  why,
  source: "probe",
});
const changed = (...value: Extract<Evidence, { kind: "answer_recent_changes" }>["value"]): Evidence => ({
  kind: "answer_recent_changes",
  value,
  source: "answer",
});
const vonage1330 = anError(1330, { namespace: "vonage" });

function causeOf(diagnosis: Diagnosis, name: string): string | undefined {
  return diagnosis.causes.find(({ cause }) => cause === name)?.confidence;
}

function contradictionsOf(diagnosis: Diagnosis): string[] {
  return diagnosis.contradictions.map(({ kind }) => kind);
}

describe("looking healthy proves nothing", () => {
  test("CONNECTED, GREEN and an empty Business Support Home alone are unknown", () => {
    expect(diagnosed(node("CONNECTED"), supportHome("nothing_listed")).verdict).toBe("unknown");
  });

  test("a refused send outranks a healthy node, which is named as a contradiction", () => {
    const diagnosis = diagnosed(refusedOn("send"), node("CONNECTED"), supportHome("nothing_listed"));
    expect(diagnosis.verdict).toBe("locked");
    expect(diagnosis.confidence).toBe("confirmed");
    expect(contradictionsOf(diagnosis)).toEqual(
      expect.arrayContaining(["healthy_node_but_send_failed", "nothing_listed_but_locked"]),
    );
  });

  test("a health answer AVAILABLE does not outrank a refused send, but makes it less sure", () => {
    const diagnosis = diagnosed(refusedOn("send"), ALL_AVAILABLE);
    expect(diagnosis).toMatchObject({ verdict: "locked", confidence: "likely" });
    expect(contradictionsOf(diagnosis)).toContain("health_available_but_send_failed");
  });

  test("a health answer AVAILABLE without any failure is not locked, and never confirmed", () => {
    expect(diagnosed(ALL_AVAILABLE, node("CONNECTED"))).toMatchObject({ verdict: "not_locked", confidence: "likely" });
  });

  test("a health answer AVAILABLE does not explain silence away", () => {
    expect(diagnosed(ALL_AVAILABLE, sign("healthy_but_silent")).verdict).toBe("unknown");
  });

  test("banned but GREEN is locked and disabled", () => {
    const diagnosis = diagnosed(node("BANNED", "GREEN"));
    expect(diagnosis).toMatchObject({ verdict: "locked", stage: "disabled", scope: "number" });
    expect(contradictionsOf(diagnosis)).toContain("banned_but_green");
  });

  test("a banned number is no healthy-looking one that a refused send contradicts", () => {
    const contradictions = contradictionsOf(diagnosed(node("BANNED", "GREEN"), refusedOn("send")));
    expect(contradictions).toContain("banned_but_green");
    expect(contradictions).not.toContain("healthy_node_but_send_failed");
  });

  test("FLAGGED is history and decides nothing", () => {
    expect(diagnosed(node("FLAGGED", "RED")).verdict).toBe("unknown");
  });
});

describe("nothing listed does not mean PIN", () => {
  test("nothing listed on a refused send names a technical lock as possible, and no PIN", () => {
    const diagnosis = diagnosed(refusedOn("send"), supportHome("nothing_listed"));
    expect(causeOf(diagnosis, "pin_mismatch")).toBeUndefined();
    expect(causeOf(diagnosis, "technical_lock")).toBe("possible");
    expect(diagnosis.nextQuestion).toBe("recent_changes");
  });

  test("nothing listed and a registration shortly before make the PIN likely", () => {
    const diagnosis = diagnosed(refusedOn("send"), supportHome("nothing_listed"), changed("registered"));
    expect(diagnosis.causes[0]).toMatchObject({ cause: "pin_mismatch", confidence: "likely" });
    expect(diagnosis.playbook).toContain("pin");
  });

  test.each(["nothing", "dont_know"] as const)("nothing listed and %s before lead to the technical lock", (change) => {
    const diagnosis = diagnosed(refusedOn("send"), supportHome("nothing_listed"), changed(change));
    expect(diagnosis.causes[0]?.cause).toBe("technical_lock");
    expect(diagnosis.playbook).toContain("technical_lock");
    expect(diagnosis.playbook).not.toContain("pin");
  });

  test.each([133005, 133008, 133009])("%i names the PIN", (code) => {
    const diagnosis = diagnosed(anError(code, { origin: "register" }));
    expect(diagnosis).toMatchObject({ verdict: "blocked", category: "pin" });
    expect(causeOf(diagnosis, "pin_mismatch")).toBe("confirmed");
    expect(diagnosis.doNot).toContain("guess_pin");
  });

  test("131031 whose details speak of a PIN is locked, with the PIN likely", () => {
    const diagnosis = diagnosed(anError(131031, { origin: "register", mentionsPin: true }));
    expect(diagnosis.verdict).toBe("locked");
    expect(causeOf(diagnosis, "pin_mismatch")).toBe("likely");
    expect(diagnosis.playbook).toContain("pin");
  });

  test("131031 from register alone is locked, with the PIN only possible", () => {
    const diagnosis = diagnosed(refusedOn("register"));
    expect(diagnosis.verdict).toBe("locked");
    expect(causeOf(diagnosis, "pin_mismatch")).toBe("possible");
    expect(diagnosis.playbook).not.toContain("pin");
  });

  test("a mentioned PIN without a code makes nothing of the PIN", () => {
    expect(causeOf(diagnosed(refusedOn("send"), sign("pin_mentioned")), "pin_mismatch")).toBeUndefined();
  });
});

describe("Vonage 1330", () => {
  test("1330 alone is unknown and asks for the provider's code", () => {
    expect(diagnosed(vonage1330)).toMatchObject({
      verdict: "unknown",
      nextQuestion: "provider_code",
      lockPossible: false,
      provider: "vonage",
    });
  });

  test("1330 with 131031 is locked, and the lock code comes first", () => {
    const diagnosis = diagnosed(vonage1330, refusedOn("send"));
    expect(diagnosis.verdict).toBe("locked");
    expect(diagnosis.codes.map(({ code }) => code)).toEqual([131031, 1330]);
  });

  test("1330 with 131026 concerns a recipient", () => {
    expect(diagnosed(vonage1330, anError(131026))).toMatchObject({ verdict: "not_locked", category: "recipient" });
  });

  test.each([
    ["an unreadable profile", sign("profile_unreadable")],
    ["silence of incoming messages", sign("inbound_silent")],
    [
      "an answer that incoming messages stopped",
      { kind: "answer_incoming", value: "stopped", source: "answer" } as const,
    ],
  ])("1330 and %s stay unknown, with a lock possible", (_, second) => {
    const diagnosis = diagnosed(vonage1330, second);
    expect(diagnosis).toMatchObject({ verdict: "unknown", lockPossible: true });
    expect(diagnosis.playbook).toContain("stop_the_bleeding");
    expect(diagnosis.doNot).toContain("register");
    expect(diagnosis.causes[0]).toMatchObject({ cause: "unknown", confidence: "possible" });
  });

  test("an unreadable profile alone makes no lock possible, and asks for the code", () => {
    expect(diagnosed(sign("profile_unreadable"))).toMatchObject({ lockPossible: false, nextQuestion: "provider_code" });
  });

  test("an unreadable profile and silence make a lock possible without any code", () => {
    const diagnosis = diagnosed(sign("profile_unreadable"), sign("inbound_silent"));
    expect(diagnosis).toMatchObject({ verdict: "unknown", lockPossible: true, nextQuestion: "provider_code" });
    expect(diagnosis.playbook).toEqual(["stop_the_bleeding", "find_the_cause"]);
  });

  test("the same sign from two people is one sign", () => {
    const asked: Evidence = { kind: "answer_incoming", value: "stopped", source: "answer" };
    expect(diagnosed(sign("inbound_silent"), asked).lockPossible).toBe(false);
  });

  test("a code that nobody can find out moves on to Business Support Home", () => {
    const answered: Evidence = { kind: "answer_provider_code", value: "dont_know", source: "answer" };
    expect(diagnosed(vonage1330, answered).nextQuestion).toBe("support_home");
  });

  test("Gupshup's 1010 is not Vonage's", () => {
    expect(diagnosed(anError(1330, { namespace: "gupshup" })).findings[0]?.kind).toBe("other_code");
  });
});

describe("health answers", () => {
  const sip = health("BLOCKED", [
    anEntity("PHONE_NUMBER", "AVAILABLE", [138024]),
    anEntity("WABA", "AVAILABLE"),
    anEntity("APP", "AVAILABLE", [138025]),
  ]);

  test("BLOCKED by calling over SIP alone is recomputed from the entities", () => {
    const diagnosis = diagnosed(sip);
    expect(diagnosis).toMatchObject({ verdict: "not_locked", confidence: "likely" });
    expect(contradictionsOf(diagnosis)).toEqual(["health_blocked_by_calling_only"]);
  });

  test("an entity that is BLOCKED by a calling code alone can send", () => {
    expect(diagnosed(health("BLOCKED", [anEntity("PHONE_NUMBER", "BLOCKED", [138024])])).verdict).toBe("not_locked");
  });

  test("a calling code beside a ban does not hide the ban", () => {
    const entities = [anEntity("PHONE_NUMBER", "AVAILABLE", [138024]), anEntity("WABA", "BLOCKED", [141014])];
    expect(diagnosed(health("BLOCKED", entities))).toMatchObject({
      verdict: "locked",
      stage: "disabled",
      scope: "account",
    });
  });

  test("a calling block does not clear a refused send", () => {
    expect(diagnosed(refusedOn("send"), sip).verdict).toBe("locked");
  });

  test("a bare BLOCKED is blocked, its cause unclear, and no lock", () => {
    const diagnosis = diagnosed(health("BLOCKED"));
    expect(diagnosis).toMatchObject({
      verdict: "blocked",
      category: "unknown",
      stage: null,
      nextQuestion: "support_home",
    });
    expect(headline(diagnosis)).toMatch(/^Blocked, cause unclear/);
  });

  test("an account BLOCKED by a code nobody knows is blocked, its cause unclear", () => {
    const diagnosis = diagnosed(health("BLOCKED", [anEntity("WABA", "BLOCKED", [199999])]));
    expect(diagnosis).toMatchObject({ verdict: "blocked", category: "unknown", scope: "account" });
    expect(diagnosis.causes).toEqual([{ cause: "unknown", confidence: "possible", because: ["health_blocked"] }]);
  });

  test("a value we do not know is neither fine nor a block", () => {
    const diagnosis = diagnosed(
      health("UNKNOWN", [anEntity("PHONE_NUMBER", "UNKNOWN"), anEntity("WABA", "AVAILABLE")]),
    );
    expect(diagnosis.verdict).toBe("unknown");
    expect(diagnosis.findings).toContainEqual({ kind: "could_not_read", what: "health", why: "not_understood" });
  });

  test("the BLOCKED entity decides before the LIMITED one, which stays listed", () => {
    const diagnosis = diagnosed(
      health("BLOCKED", [anEntity("BUSINESS", "LIMITED", [141010]), anEntity("WABA", "BLOCKED", [141006])]),
    );
    expect(diagnosis).toMatchObject({ verdict: "blocked", category: "payment", confidence: "confirmed" });
    expect(diagnosis.codes.map(({ code }) => code)).toEqual([141006, 141010]);
  });

  test("131000 inside a health answer is a profile, outside it an outage", () => {
    expect(diagnosed(health("BLOCKED", [anEntity("BUSINESS", "BLOCKED", [131000])])).category).toBe("verification");
    expect(diagnosed(anError(131000)).category).toBe("outage");
  });

  test("a display name that waits for approval limits, and does not lock", () => {
    const entities = [anEntity("PHONE_NUMBER", "LIMITED", [], ["Your display name has not been approved yet."])];
    expect(diagnosed(health("LIMITED", entities))).toMatchObject({
      verdict: "limited",
      category: "registration",
      scope: "number",
    });
  });

  test("a template that is blocked is no account that is blocked", () => {
    const entities = [anEntity("MESSAGE_TEMPLATE", "BLOCKED", [141002]), anEntity("WABA", "AVAILABLE")];
    expect(diagnosed(health("BLOCKED", entities))).toMatchObject({ verdict: "not_locked", category: "template" });
  });

  test("141008 alone is locked, but only possibly", () => {
    expect(diagnosed(anError(141008, { origin: "health" }))).toMatchObject({
      verdict: "locked",
      confidence: "possible",
    });
  });

  test("141008 beside 131031 makes the technical lock likely and keeps the registration shut", () => {
    const diagnosis = diagnosed(refusedOn("send"), anError(141008, { origin: "health" }));
    expect(causeOf(diagnosis, "technical_lock")).toBe("likely");
    expect(diagnosis.doNot).toContain("register");
    expect(diagnosis.playbook).toContain("technical_lock");
  });

  test("a newer health answer replaces an older one", () => {
    const banned = health("BLOCKED", [anEntity("WABA", "BLOCKED", [141014])], { at: "2026-11-20T00:00:00.000Z" });
    expect(diagnosed(banned, ALL_AVAILABLE).verdict).toBe("not_locked");
    expect(
      diagnosed(banned, health("AVAILABLE", [anEntity("WABA", "AVAILABLE")], { at: "2026-11-19T00:00:00.000Z" }))
        .verdict,
    ).toBe("locked");
  });
});

describe("restrictions", () => {
  const restricted = (types: readonly string[], endsAt?: string): Evidence => ({
    kind: "restriction",
    types,
    ...(endsAt === undefined ? {} : { endsAt }),
    ...webhook,
  });

  test.each([
    ["RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
    ["RESTRICTED_BUSINESS_INITIATED_CALLING"],
    ["RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING"],
    ["RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN"],
  ])("%s alone does not stop sending", (type) => {
    expect(diagnosed(restricted([type], "2026-11-25T00:00:00.000Z"))).toMatchObject({
      verdict: "limited",
      stage: "restricted",
    });
  });

  test.each([["RESTRICTED_BIZ_INITIATED_MESSAGING"], ["RESTRICTED_CUSTOMER_INITIATED_MESSAGING"], ["SOMETHING_NEW"]])(
    "%s stops sending until its end",
    (type) => {
      const diagnosis = diagnosed(restricted([type, "RESTRICTED_ADD_PHONE_NUMBER_ACTION"], "2026-11-25T00:00:00.000Z"));
      expect(diagnosis).toMatchObject({
        verdict: "restricted",
        endsAt: "2026-11-25T00:00:00.000Z",
        stage: "restricted",
        nextQuestion: null,
      });
      expect(diagnosis.playbook).toContain("wait_restriction");
    },
  );

  test("a restriction past its end is only possible, and says so", () => {
    const diagnosis = diagnosed(restricted(["RESTRICTED_BIZ_INITIATED_MESSAGING"], "2026-11-20T00:00:00.000Z"));
    expect(diagnosis).toMatchObject({ verdict: "restricted", confidence: "possible" });
    expect(headline(diagnosis)).toContain("has passed");
    expect(diagnosis.playbook).not.toContain("wait_restriction");
  });

  test("a restriction past its end gives way to a delivered message", () => {
    const ended = restricted(["RESTRICTED_BIZ_INITIATED_MESSAGING"], "2026-11-20T00:00:00.000Z");
    expect(diagnosed(ended, delivered(LATER)).verdict).toBe("not_locked");
  });

  test("a refused send beside a restriction is locked", () => {
    const running = restricted(["RESTRICTED_BIZ_INITIATED_MESSAGING"], "2026-11-25T00:00:00.000Z");
    const diagnosis = diagnosed(running, refusedOn("send"));
    expect(diagnosis.verdict).toBe("locked");
    expect(firstStep(diagnosis)).toContain("A restriction until 25 Nov 2026, 00:00 UTC is on record");
  });

  test("368 asks for the end, and is never surer than likely", () => {
    expect(diagnosed(anError(368))).toMatchObject({
      verdict: "restricted",
      confidence: "likely",
      endsAt: null,
      nextQuestion: "support_home",
    });
  });
});

describe("bans and their end", () => {
  const ban = (state: "DISABLE" | "SCHEDULE_FOR_DISABLE" | "REINSTATE", at = webhook.at): Evidence => ({
    kind: "ban",
    state,
    source: "webhook",
    at,
  });

  test("REINSTATE is good news", () => {
    expect(diagnosed(ban("REINSTATE"))).toMatchObject({ verdict: "not_locked", confidence: "likely", stage: null });
  });

  test("REINSTATE after DISABLE ends the ban, DISABLE after REINSTATE does not", () => {
    expect(diagnosed(ban("DISABLE"), ban("REINSTATE", LATER)).verdict).toBe("not_locked");
    expect(diagnosed(ban("REINSTATE"), ban("DISABLE", LATER)).verdict).toBe("locked");
  });

  test("a send refused after REINSTATE is locked", () => {
    expect(diagnosed(ban("REINSTATE"), refusedOn("send")).verdict).toBe("locked");
  });

  test("SCHEDULE_FOR_DISABLE is its own stage, with the appeal path", () => {
    const diagnosis = diagnosed(ban("SCHEDULE_FOR_DISABLE"));
    expect(diagnosis.stage).toBe("scheduled_for_disable");
    expect(diagnosis.playbook).toEqual(expect.arrayContaining(["policy", "meta_review"]));
    expect(diagnosis.playbook).not.toContain("pin");
  });

  test("a violation alone is a warning, not a lock", () => {
    expect(diagnosed({ kind: "violation", violationType: "ALCOHOL", ...webhook })).toMatchObject({
      verdict: "not_locked",
      confidence: "possible",
      stage: "warned",
    });
  });

  test("a violation beside a refused send names the policy", () => {
    const diagnosis = diagnosed({ kind: "violation", violationType: "SCAM", ...webhook }, refusedOn("send"));
    expect(diagnosis.causes[0]).toMatchObject({ cause: "policy_violation", confidence: "likely" });
  });

  test("a listed violation without a refused send is a warning whose path is fixed", () => {
    const diagnosis = diagnosed(supportHome("listed_review"));
    expect(diagnosis).toMatchObject({ verdict: "unknown", stage: "warned", nextQuestion: null });
    expect(diagnosis.playbook).toContain("policy");
  });

  test("a template LOCKED event is no account lock", () => {
    expect(diagnosed({ kind: "template_event", event: "LOCKED", ...webhook })).toMatchObject({
      verdict: "not_locked",
      category: "template",
    });
  });
});

describe("several errors", () => {
  test("131031 and 141006 stay locked, with both to be answered", () => {
    const diagnosis = diagnosed(refusedOn("send"), health("BLOCKED", [anEntity("WABA", "BLOCKED", [141006])]));
    expect(diagnosis.verdict).toBe("locked");
    expect(contradictionsOf(diagnosis)).toContain("lock_and_payment");
    expect(diagnosis.nextQuestion).toBe("support_home");
    expect(diagnosis.playbook).toContain("payment");
  });

  test("131042 alone is payment, but only likely, and health is read first", () => {
    expect(diagnosed(anError(131042))).toMatchObject({ verdict: "blocked", category: "payment", confidence: "likely" });
  });

  test.each([
    ["a lock before a restriction", [368, 131031], "lock"],
    ["a restriction before payment", [131042, 368], "restriction"],
    ["a PIN before payment", [131042, 133005], "pin"],
    ["payment before a lost token", [190, 131042], "payment"],
    ["what blocks before what limits", [131048, 131042], "payment"],
    ["what limits before one message", [131026, 130429], "rate_limit"],
    ["one message before a code nobody knows", [999_999, 131026], "recipient"],
  ])("%s", (_, codes, category) => {
    const diagnosis = diagnosed(...codes.map((code) => anError(code)));
    expect(diagnosis.category).toBe(category);
    expect(diagnosis.codes).toHaveLength(2);
  });

  test("the same failure many times over is told once, with its latest time", () => {
    const times = ["20", "22", "21"].map((hour) => `2026-11-21T${hour}:00:00.000Z`);
    const diagnosis = diagnosed(...times.map((at) => anError(131031, { at })));
    expect(diagnosis.findings).toEqual([expect.objectContaining({ at: "2026-11-21T22:00:00.000Z" })]);
  });

  test("payment at Meta and at the provider stay two findings and two causes", () => {
    const diagnosis = diagnosed(anError(131042), sign("provider_balance"));
    expect(diagnosis.findings).toHaveLength(2);
    expect(diagnosis.causes.map(({ at }) => at).sort()).toEqual(["meta", "provider"]);
  });

  test("an error of one message after a health read says that the account was checked", () => {
    expect(headline(diagnosed(anError(131049)))).toContain("The account was not checked.");
    expect(headline(diagnosed(anError(131049), ALL_AVAILABLE))).not.toContain("not checked");
  });

  test("words beside the code that say something else are named, and ignored", () => {
    const diagnosis = diagnosed(anError(131031, { wrongGloss: "access token expired" }));
    expect(diagnosis.verdict).toBe("locked");
    expect(contradictionsOf(diagnosis)).toContain("gloss_disagrees_with_code");
  });
});

describe("reads that failed", () => {
  test("make a locked verdict less sure and change nothing else", () => {
    const sure = diagnosed(refusedOn("send"));
    const less = diagnosed(refusedOn("send"), unread("timed_out"));
    expect([sure.confidence, less.confidence]).toEqual(["confirmed", "likely"]);
    expect(less.verdict).toBe("locked");
  });

  test("make not locked less sure", () => {
    expect(diagnosed(anError(131049)).confidence).toBe("likely");
    expect(diagnosed(anError(131049), unread("token_expired")).confidence).toBe("possible");
  });

  test("alone are unknown, not a lock and not fine", () => {
    expect(diagnosed(unread("token_expired"))).toMatchObject({ verdict: "unknown", nextQuestion: "paste_or_code" });
  });

  test("a read that is not set up takes nothing away", () => {
    expect(diagnosed(refusedOn("send"), unread("not_configured")).confidence).toBe("confirmed");
  });

  test("auth errors say that we cannot see, not that it is fine", () => {
    const diagnosis = diagnosed(anError(190));
    expect(diagnosis).toMatchObject({ verdict: "blocked", category: "auth" });
    expect(headline(diagnosis)).toContain("says nothing about a lock");
    expect(diagnosis.playbook).toEqual(["restore_access"]);
  });

  test("100 is a wrong request, unless it is a missing permission or the display name", () => {
    expect(diagnosed(anError(100)).category).toBe("request");
    expect(diagnosed(anError(100, { subcode: 33 })).category).toBe("auth");
    expect(diagnosed(anError(100, { details: "Requires permission on the account" })).category).toBe("auth");
    expect(diagnosed(anError(100, { subcode: 2388001 })).category).toBe("registration");
  });
});

describe("delivered messages", () => {
  test("one delivered after the last failure makes not locked likely, and names the contradiction", () => {
    const diagnosis = diagnosed(refusedOn("send"), delivered(LATER));
    expect(diagnosis).toMatchObject({ verdict: "not_locked", confidence: "likely" });
    expect(contradictionsOf(diagnosis)).toContain("delivered_after_failure");
  });

  test("one delivered before the last failure changes nothing", () => {
    expect(diagnosed(refusedOn("send"), delivered("2026-11-21T21:00:00.000Z"))).toMatchObject({ verdict: "locked" });
  });

  test("one delivered at an unknown time leaves it locked, less sure", () => {
    expect(diagnosed(refusedOn("send"), delivered())).toMatchObject({ verdict: "locked", confidence: "likely" });
  });

  test("a failure at an unknown time stays, whatever was delivered", () => {
    const { at: _, ...undated } = anError(131031);
    expect(diagnosed(undated, delivered(LATER)).verdict).toBe("locked");
  });

  test("an incoming message and a delivered reply after the failures confirm that it is not locked", () => {
    const diagnosis = diagnosed(refusedOn("send"), incoming("2026-11-21T23:20:00.000Z"), delivered(LATER));
    expect(diagnosis).toMatchObject({ verdict: "not_locked", confidence: "confirmed" });
  });

  test("without a delivered message not locked is never confirmed", () => {
    const diagnosis = diagnosed(ALL_AVAILABLE, node("CONNECTED"), incoming(LATER), supportHome("nothing_listed"));
    expect(diagnosis).toMatchObject({ verdict: "not_locked", confidence: "likely" });
  });

  test("a failure after the delivered message locks again", () => {
    const relapse = anError(131031, { at: "2026-11-21T23:50:00.000Z" });
    expect(diagnosed(refusedOn("send"), delivered(LATER), relapse).verdict).toBe("locked");
  });

  test("a ban that is read stays, whatever was delivered", () => {
    expect(diagnosed(node("BANNED"), delivered(LATER)).verdict).toBe("locked");
  });

  test("a delivered reply does not settle a payment block", () => {
    expect(diagnosed(anError(131042), delivered(LATER)).verdict).toBe("blocked");
  });
});

describe("what is not a lock", () => {
  test("133016 is a wait for registering, with its end", () => {
    expect(diagnosed(anError(133016, { origin: "register" }))).toMatchObject({
      verdict: "blocked",
      category: "registration",
      endsAt: "2026-11-24T22:00:00.000Z",
    });
  });

  test.each([131057, 2494100])("%i, maintenance, is not a lock", (code) => {
    expect(diagnosed(anError(code))).toMatchObject({ verdict: "not_locked", category: "outage" });
  });

  test("a coexistence drop is a number that moved", () => {
    const diagnosis = diagnosed({ kind: "offboarded", reason: "COMPANION_INACTIVITY", ...webhook });
    expect(diagnosis).toMatchObject({ verdict: "blocked", scope: "number", stage: null });
    expect(causeOf(diagnosis, "number_moved")).toBe("confirmed");
    expect(diagnosis.playbook).toContain("reconnect_coexistence");
  });

  test("a number that came back is no longer gone", () => {
    const gone: Evidence = { kind: "offboarded", ...webhook };
    expect(diagnosed(gone, { kind: "reconnected", source: "webhook", at: LATER }).verdict).toBe("unknown");
    expect(diagnosed(gone).verdict).toBe("blocked");
  });

  test("a list of numbers with one that was never registered blocks nothing", () => {
    const listed = (status: string): Evidence => ({ kind: "node", status, source: "pasted" });
    expect(diagnosed(listed("CONNECTED"), listed("PENDING")).verdict).toBe("unknown");
    expect(diagnosed(listed("PENDING")).verdict).toBe("blocked");
  });

  test("a channel that the provider switched off is access at the provider", () => {
    const diagnosis = diagnosed(sign("provider_disabled"));
    expect(diagnosis).toMatchObject({ verdict: "blocked", category: "auth" });
    expect(diagnosis.causes[0]).toMatchObject({ cause: "access_lost", at: "provider" });
  });

  test("an unofficial client is out of scope", () => {
    expect(diagnosed(sign("unofficial_client"))).toMatchObject({
      verdict: "unknown",
      category: "none",
      nextQuestion: null,
      playbook: [],
    });
  });

  test("a text that is not ours is category none, and is asked for again", () => {
    expect(diagnose({ evidence: [], now: NOW, provider: "none", isOurs: false })).toMatchObject({
      verdict: "unknown",
      category: "none",
      nextQuestion: "paste_or_code",
    });
  });

  test("an unexpected PIN event suspects a compromise, an announced one does not", () => {
    const event: Evidence = { kind: "pin_event", event: "PIN_CHANGED", ...webhook };
    expect(diagnosed(event)).toMatchObject({ verdict: "unknown" });
    expect(diagnosed(event).playbook[0]).toBe("secure_account");
    expect(diagnosed(event, changed("pin_changed")).playbook).not.toContain("secure_account");
  });
});

describe("confidence", () => {
  test("a code that somebody typed is likely, an error body confirms", () => {
    const typed: Evidence = { kind: "error", namespace: "meta", code: 131031, origin: "unknown", source: "pasted" };
    expect(diagnosed(typed).confidence).toBe("likely");
    expect(diagnosed({ ...typed, details: "Business account has been locked." }).confidence).toBe("confirmed");
  });

  test("an error of last week is likely at most", () => {
    expect(diagnosed(anError(131031, { at: "2026-11-14T00:00:00.000Z" })).confidence).toBe("likely");
  });
});

describe("the one next question", () => {
  test.each([
    ["no evidence", [], "paste_or_code"],
    ["only the HTTP status", [sign("transport_only")], "paste_or_code"],
    ["a lock", [refusedOn("send")], "support_home"],
    ["a lock, nothing listed", [refusedOn("send"), supportHome("nothing_listed")], "recent_changes"],
    ["a lock, nobody may look", [refusedOn("send"), supportHome("no_access")], "recent_changes"],
    [
      "a lock, nothing listed, nothing changed",
      [refusedOn("send"), supportHome("nothing_listed"), changed("nothing")],
      "scope",
    ],
    ["a lock, a violation listed", [refusedOn("send"), supportHome("listed_review")], null],
    ["a ban", [node("BANNED")], null],
    ["a marketing cap", [anError(131049)], null],
    ["a wrong PIN", [anError(133005)], null],
    ["an ended restriction code", [anError(368), supportHome("listed_until")], null],
  ] as const)("%s asks for %s", (_, evidence, question) => {
    expect(diagnosed(...evidence).nextQuestion).toBe(question);
  });

  test("stops when everything was answered", () => {
    const scope: Evidence = { kind: "answer_scope", value: "unknown", source: "answer" };
    expect(
      diagnosed(refusedOn("send"), supportHome("nothing_listed"), changed("nothing"), scope).nextQuestion,
    ).toBeNull();
  });
});

describe("scope", () => {
  test("is what a person found out, before what the evidence suggests", () => {
    const answer: Evidence = { kind: "answer_scope", value: "portfolio", source: "answer" };
    expect(diagnosed(node("BANNED"), answer).scope).toBe("portfolio");
  });

  test("is unknown for a plain code", () => {
    expect(diagnosed(refusedOn("send")).scope).toBe("unknown");
  });
});
