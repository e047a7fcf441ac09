import { describe, expect, it } from "vitest";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { decide } from "../../../src/domain/ticket/decide.ts";
import { stepView } from "../../../src/domain/ticket/step-view.ts";
import { HOUR, plus } from "../../../src/domain/time.ts";
import { applied, aTicket, changedBy, NOW, press, readyToDisconnect, rowOf, someFacts, withRows } from "./a-ticket.ts";

const BEN = { by: "U-BEN" };
const released = { to: "released", lastFour: "0123" } as const;

/** Two people said go: the disconnection can be released. */
function gone() {
  const half = changedBy(readyToDisconnect(), press(readyToDisconnect(), "older.go"));
  return changedBy(half, press(half, "older.go", BEN));
}

function disconnected() {
  const ticket = gone();
  const open = changedBy(ticket, press(ticket, "older.disconnect", released));
  return changedBy(open, press(open, "older.disconnect"));
}

describe("a press on one step", () => {
  it("claims, and says who and when", () => {
    const ticket = aTicket();
    expect(decide(ticket, press(ticket, "stop.hands_off"), NOW)).toEqual({
      ok: true,
      events: [{ type: "step_changed", step: "stop.hands_off", from: "todo", to: "claimed", by: "U-ANN", at: NOW }],
    });
    expect(rowOf(changedBy(ticket, press(ticket, "stop.hands_off")), "stop.hands_off")).toMatchObject({
      state: "claimed",
      version: 1,
      by: "U-ANN",
      at: NOW,
    });
  });

  it("changes nothing where the target is reached already, even with an old version", () => {
    const ticket = changedBy(aTicket(), press(aTicket(), "stop.hands_off"));
    const again = press(ticket, "stop.hands_off", { version: 0, ...BEN });
    expect(decide(ticket, again, NOW)).toEqual({ ok: true, events: [] });
    expect(decide(ticket, press(ticket, "stop.tell_business", { to: "todo" }), NOW)).toEqual({ ok: true, events: [] });
  });

  it("is refused as stale with the current state when somebody was quicker", () => {
    const ticket = changedBy(aTicket(), press(aTicket(), "stop.hands_off", BEN));
    const late = press(ticket, "stop.hands_off", { to: "skipped", version: 0, hasReason: true });
    expect(decide(ticket, late, NOW)).toEqual({
      ok: false,
      refused: "stale",
      step: "stop.hands_off",
      state: "claimed",
      by: "U-BEN",
      at: NOW,
    });
  });

  it("on another step never conflicts", () => {
    const ticket = aTicket();
    const both = changedBy(
      changedBy(ticket, press(ticket, "stop.hands_off")),
      press(ticket, "stop.tell_business", BEN),
    );
    expect([rowOf(both, "stop.hands_off").by, rowOf(both, "stop.tell_business").by]).toEqual(["U-ANN", "U-BEN"]);
  });

  it("is refused for a step nobody knows, or one that is not shown", () => {
    const ticket = aTicket();
    const unknown = { ...press(ticket, "stop.hands_off"), step: "stop.nothing" };
    expect(decide(ticket, unknown, NOW)).toEqual({ ok: false, refused: "unknown_step", step: "stop.nothing" });
    expect(decide(ticket, press(ticket, "find.code"), NOW)).toEqual({
      ok: false,
      refused: "not_shown",
      step: "find.code",
    });
  });

  it("skips only with a reason, and a skip opens an ordinary step", () => {
    const ticket = aTicket();
    const skip = press(ticket, "stop.save_evidence", { to: "skipped" });
    expect(decide(ticket, skip, NOW)).toEqual({ ok: false, refused: "reason_needed" });
    const skipped = changedBy(ticket, { ...skip, hasReason: true });
    expect(decide(skipped, press(skipped, "find.open_provider_case"), NOW).ok).toBe(true);
  });

  it("is undone on record, and undoing closes what came after", () => {
    const done = withRows(aTicket(), { "stop.save_evidence": "claimed" });
    const undone = changedBy(done, press(done, "stop.save_evidence", { to: "todo", ...BEN }));
    expect(rowOf(undone, "stop.save_evidence")).toMatchObject({ state: "todo", by: "U-BEN" });
    expect(decide(undone, press(undone, "find.open_provider_case"), NOW)).toEqual({
      ok: false,
      refused: "waiting_for",
      step: "find.open_provider_case",
      steps: ["stop.save_evidence"],
      conditions: [],
    });
  });

  it("names in its view what a blocked step waits for, and who does it", () => {
    const view = stepView(aTicket(), "find.open_provider_case");
    expect(view).toMatchObject({ state: "blocked", main: null });
    expect(view?.missing).toEqual({
      steps: [{ id: "stop.save_evidence", title: "Keep two or three failed messages as proof", who: ["support"] }],
      conditions: [],
    });
  });
});

describe("two people", () => {
  it("the first press is half, the same person cannot complete it, somebody else can", () => {
    const ticket = readyToDisconnect();
    const half = changedBy(ticket, press(ticket, "older.go"));
    expect(stepView(half, "older.go")).toMatchObject({ waitsForSecond: true, isDone: false, main: "claimed" });
    expect(decide(half, press(half, "older.go"), NOW)).toEqual({
      ok: false,
      refused: "second_person_needed",
      step: "older.go",
    });
    expect(decide(half, press(half, "older.disconnect", released), NOW)).toMatchObject({ steps: ["older.go"] });
    const whole = changedBy(half, press(half, "older.go", BEN));
    expect(rowOf(whole, "older.go")).toMatchObject({ by: "U-ANN", second: "U-BEN", version: 3 - 1 });
    expect(stepView(whole, "older.go")).toMatchObject({ waitsForSecond: false, isDone: true });
  });

  it("two people who press at the same moment are told of each other", () => {
    const ticket = readyToDisconnect();
    const half = changedBy(ticket, press(ticket, "older.go"));
    expect(decide(half, press(half, "older.go", { version: 0, ...BEN }), NOW)).toMatchObject({
      refused: "stale",
      by: "U-ANN",
    });
  });

  it("half a go cannot be completed by a probe", () => {
    const half = changedBy(readyToDisconnect(), press(readyToDisconnect(), "older.go"));
    expect(decide(half, { do: "verify_step", step: "older.go", agrees: true, by: "probe" }, NOW)).toMatchObject({
      refused: "second_person_needed",
    });
  });
});

describe("a step that cannot be undone", () => {
  it("shows no how-to before the release, and asks for the last four digits", () => {
    const ticket = gone();
    expect(stepView(ticket, "older.disconnect")).toMatchObject({
      needsRelease: true,
      showsHowTo: false,
      main: "released",
    });
    expect(decide(ticket, press(ticket, "older.disconnect", { ...released, lastFour: "9999" }), NOW)).toEqual({
      ok: false,
      refused: "wrong_last_four",
      step: "older.disconnect",
    });
    const open = changedBy(ticket, press(ticket, "older.disconnect", { ...released, lastFour: " 0123 " }));
    expect(rowOf(open, "older.disconnect")).toMatchObject({ state: "released", releasedBy: "U-ANN", releasedAt: NOW });
    expect(stepView(open, "older.disconnect")).toMatchObject({ showsHowTo: true, main: "claimed" });
  });

  it("is not claimed without a release", () => {
    const ticket = gone();
    expect(decide(ticket, press(ticket, "older.disconnect"), NOW)).toMatchObject({ refused: "not_released" });
  });

  it("goes all the way: disconnect, remove, both gone, sign up, register", () => {
    let ticket = disconnected();
    ticket = changedBy(ticket, press(ticket, "older.remove_number", released));
    for (const id of ["older.remove_number", "older.both_gone", "older.sign_up", "older.register", "older.put_back"]) {
      ticket = changedBy(ticket, press(ticket, id));
    }
    expect(stepView(ticket, "older.put_back")?.isDone).toBe(true);
    expect(ticket.facts.attempts).toEqual({ meta: 2, provider: 2 });
  });

  it("re-registering stays shut until both sides are disconnected, and says what it waits for", () => {
    const view = stepView(disconnected(), "older.register");
    expect(view?.state).toBe("blocked");
    expect(view?.missing.steps.map(({ id, who }) => [id, who[0]])).toEqual([
      ["older.remove_number", "admin"],
      ["older.both_gone", "support"],
      ["older.sign_up", "admin"],
    ]);
  });

  it("an undone disconnection shuts everything behind it and needs a new release", () => {
    const ticket = disconnected();
    const undone = changedBy(ticket, press(ticket, "older.disconnect", { to: "todo" }));
    expect(rowOf(undone, "older.disconnect")).toMatchObject({ state: "todo", releasedBy: null });
    expect(decide(undone, press(undone, "older.remove_number", released), NOW)).toMatchObject({
      steps: ["older.disconnect"],
    });
    expect(decide(undone, press(undone, "older.disconnect"), NOW)).toMatchObject({ refused: "not_released" });
  });

  it.each(["find.support_home", "older.can_remove", "stop.save_evidence", "rereg.pin_ready", "older.can_receive_code"])(
    "a skipped %s keeps it shut, however good the reason",
    (id) => {
      const ticket = withRows(readyToDisconnect(), { "older.go": "claimed", [id]: "skipped" });
      expect(decide(ticket, press(ticket, "older.disconnect", released), NOW)).toMatchObject({
        refused: "waiting_for",
        steps: [id],
      });
    },
  );

  it("a disputed step behind it keeps it shut too", () => {
    const ticket = withRows(readyToDisconnect(), { "older.go": "claimed", "find.health": "disputed" });
    expect(decide(ticket, press(ticket, "older.disconnect", released), NOW)).toMatchObject({ steps: ["find.health"] });
  });

  it.each([
    ["a violation is listed meanwhile", { supportHome: "listed_review" }],
    ["the account is banned meanwhile", { banned: "yes" }],
    ["a restriction is open", { restriction: { endsAt: plus(NOW, HOUR) } }],
    ["Meta refuses the removal", { removalAllowed: "no" }],
    ["a paid message went out a week ago", { lastPaidMessageAt: plus(NOW, -7 * 24 * HOUR) }],
    ["the provider said it cannot be added back", { canBeAddedBack: "no" }],
    ["only two attempts are left", { attempts: { meta: 8, provider: 3 } }],
    ["nobody knows the attempts", { attempts: { meta: null, provider: 0 } }],
    ["the provider chose nothing yet", { providerWay: "waiting" }],
    ["the payment is open", { paymentCode: true }],
  ] as const)("neither released nor claimed when %s", (_, facts) => {
    const ticket = gone();
    const open = changedBy(ticket, press(ticket, "older.disconnect", released));
    const shut = { ...ticket, facts: { ...ticket.facts, ...facts } };
    const shutLater = { ...open, facts: { ...open.facts, ...facts } };
    expect(decide(shut, press(shut, "older.disconnect", released), NOW).ok).toBe(false);
    expect(decide(shutLater, press(shutLater, "older.disconnect"), NOW).ok).toBe(false);
  });

  it("a path in which it has begun stays on the ticket when the facts point elsewhere", () => {
    const ticket = disconnected();
    const command = { do: "update_facts", facts: { supportHome: "listed_review" }, by: "U-ANN" } as const;
    const next = changedBy(ticket, command);
    expect(next.paths).toContain("policy");
    expect(next.paths).toContain("provider_reregistration");
    expect(stepView(next, "older.remove_number")?.state).toBe("blocked");
  });
});

describe("attempts", () => {
  const READY = {
    "find.where": "claimed",
    "find.attempts": "claimed",
    "pin.confirm": "claimed",
    "pin.stop_guessing": "claimed",
    "pin.set_new": "claimed",
    "pin.store": "claimed",
    "pin.same_everywhere": "claimed",
  } as const;
  const pinTicket = (meta: number | null, provider: number | null = meta) =>
    withRows(aTicket({ facts: { pinCode: true, attempts: { meta, provider } } }), READY);
  const failed = (code: number) => ({ failedWith: { namespace: "meta", code } }) as const;

  it("registering waits while nobody has said how often it was tried: unknown is not zero", () => {
    const ticket = pinTicket(null);
    expect(decide(ticket, press(ticket, "pin.register_once"), NOW)).toMatchObject({
      refused: "waiting_for",
      steps: [],
      conditions: ["ask first how often a registration was tried in the last seven days (not known is not zero)"],
    });
  });

  it("a success is one more on each counter that somebody answered for", () => {
    const ticket = pinTicket(0, 1);
    const done = changedBy(ticket, press(ticket, "pin.register_once"));
    expect(done.facts.attempts).toEqual({ meta: 1, provider: 2 });
    expect(stepView(done, "pin.register_once")?.isDone).toBe(true);
  });

  it("a failure leaves the step open, is counted, and its code is learnt", () => {
    const ticket = pinTicket(0);
    const once = changedBy(ticket, press(ticket, "pin.register_once", failed(133005)));
    expect(rowOf(once, "pin.register_once").state).toBe("todo");
    expect(once).toMatchObject({ failedRegistrations: 1 });
    expect(once.facts.attempts).toEqual({ meta: 1, provider: 1 });
    expect(once.facts.codes).toEqual([{ namespace: "meta", code: 133005 }]);
  });

  it("two failures with the same answer close it and take the case to Meta", () => {
    const ticket = pinTicket(0);
    const once = changedBy(ticket, press(ticket, "pin.register_once", failed(133005)));
    const twice = changedBy(once, press(once, "pin.register_once", failed(133005)));
    expect(twice.failedRegistrations).toBe(2);
    expect(twice.paths).toContain("meta_review");
    expect(stepView(twice, "pin.register_once")).toMatchObject({ state: "blocked", isUsedUp: true, main: null });
    expect(decide(twice, press(twice, "pin.register_once"), NOW)).toEqual({
      ok: false,
      refused: "attempts_used_up",
      step: "pin.register_once",
    });
  });

  it("131031 after a fix means still locked: the technical path opens, no new PIN case", () => {
    const ticket = pinTicket(0);
    const still = changedBy(ticket, press(ticket, "pin.register_once", failed(131031)));
    expect(still.facts.stillLockedAfterFix).toBe(true);
    expect(still.paths).toContain("technical_lock");
  });

  it("from the third attempt on two people release it before the call is made", () => {
    const ticket = pinTicket(2);
    expect(stepView(ticket, "pin.register_once")).toMatchObject({ needsRelease: true, showsHowTo: false });
    expect(decide(ticket, press(ticket, "pin.register_once"), NOW)).toMatchObject({ refused: "not_released" });
    const one = changedBy(ticket, press(ticket, "pin.register_once", released));
    expect(stepView(one, "pin.register_once")).toMatchObject({ waitsForSecond: true, main: "released" });
    expect(decide(one, press(one, "pin.register_once"), NOW)).toMatchObject({ refused: "second_person_needed" });
    expect(decide(one, press(one, "pin.register_once", released), NOW)).toMatchObject({
      refused: "second_person_needed",
    });
    const two = changedBy(one, press(one, "pin.register_once", { ...released, ...BEN }));
    expect(rowOf(two, "pin.register_once")).toMatchObject({ releasedBy: "U-ANN", second: "U-BEN" });
    expect(decide(two, press(two, "pin.register_once"), NOW).ok).toBe(true);
  });

  it("an ordinary step needs no release and says so", () => {
    const ticket = pinTicket(0);
    expect(decide(ticket, press(ticket, "pin.register_once", released), NOW)).toMatchObject({
      refused: "no_release_needed",
    });
  });

  it("the wait after 133016 shuts registering until its end, to the minute", () => {
    const until = plus(NOW, 72 * HOUR);
    const ticket = withRows(
      aTicket({ facts: { pinCode: true, attempts: { meta: 0, provider: 0 }, registerWait: { until } } }),
      READY,
    );
    expect(decide(ticket, press(ticket, "pin.wait"), NOW).ok).toBe(false);
    expect(decide(ticket, press(ticket, "pin.wait"), plus(until, -1)).ok).toBe(false);
    const waited = changedBy(ticket, press(ticket, "pin.wait"), until);
    expect(decide(waited, press(waited, "pin.register_once"), until).ok).toBe(true);
    expect(decide(waited, press(waited, "pin.register_once"), plus(until, -1)).ok).toBe(false);
  });
});

describe("a probe", () => {
  it("is refused when the tick that was looked at is another one by now", () => {
    const ticked = changedBy(aTicket(), press(aTicket(), "find.health"));
    const verify = { do: "verify_step", step: "find.health", agrees: true, by: "probe" } as const;
    expect(decide(ticked, { ...verify, version: 0 }, NOW)).toMatchObject({ ok: false, refused: "stale" });
    expect(decide(ticked, { ...verify, version: 1 }, NOW)).toMatchObject({ ok: true, events: [{ to: "verified" }] });
  });

  it("turns claimed into verified, or disputes it", () => {
    const ticket = withRows(aTicket(), { "find.health": "claimed" });
    const verify = { do: "verify_step", step: "find.health", by: "probe" } as const;
    expect(rowOf(changedBy(ticket, { ...verify, agrees: true }), "find.health")).toMatchObject({
      state: "verified",
      by: "U-ANN",
    });
    const disputed = changedBy(ticket, { ...verify, agrees: false });
    expect(rowOf(disputed, "find.health").state).toBe("disputed");
    expect(decide(disputed, press(disputed, "tech.rule_out"), NOW)).toMatchObject({ refused: "waiting_for" });
  });

  it("may verify an open ordinary step nobody has ticked, and leaves it alone when it disagrees", () => {
    const verify = { do: "verify_step", step: "find.health", by: "probe" } as const;
    expect(rowOf(changedBy(aTicket(), { ...verify, agrees: true }), "find.health").state).toBe("verified");
    expect(decide(aTicket(), { ...verify, agrees: false }, NOW)).toEqual({ ok: true, events: [] });
  });

  it("never stands in for the release or the tick of a step that touches the registration", () => {
    const ticket = gone();
    const verify = { do: "verify_step", step: "older.disconnect", agrees: true, by: "probe" } as const;
    expect(decide(ticket, verify, NOW)).toMatchObject({ refused: "not_released" });
  });

  it("that disagrees with a proof after the fact makes it open again", () => {
    const ticket = withRows(aTicket(), { "prove.no_block": "verified" });
    const verify = { do: "verify_step", step: "prove.no_block", agrees: false, by: "probe" } as const;
    const disputed = applied(ticket, decide(ticket, verify, NOW, PLAYBOOKS));
    expect(stepView(disputed, "prove.incoming")?.state).toBe("blocked");
  });
});

describe("what a step settles", () => {
  it("a payment that a reading proves opens the way of the lock behind it; a mere tick does not", () => {
    const ticket = withRows(aTicket({ facts: { paymentCode: true } }), {
      "pay.fix": "claimed",
      "pay.who_pays": "claimed",
    });
    const ticked = changedBy(ticket, press(ticket, "pay.recheck"));
    expect(ticked.facts.paymentCode).toBe(true);
    const proved = changedBy(ticked, { do: "verify_step", step: "pay.recheck", agrees: true, by: "probe" });
    expect(proved.facts.paymentCode).toBe(false);
    expect(proved.paths).toContain("technical_lock");
    expect(rowOf(proved, "pay.recheck").state).toBe("verified");
  });

  it("once access is back and checked, the ticket goes on with what is known of the number", () => {
    const ticket = withRows(aTicket({ facts: { accessLost: true, lockCode: "unknown" } }), {
      "access.restore": "claimed",
    });
    expect(ticket.paths).toEqual(["restore_access"]);
    const checked = changedBy(ticket, press(ticket, "access.recheck"));
    expect(checked.paths).toEqual(["find_the_cause"]);
  });
});

it("the facts of these tests are a locked number with nothing listed", () => {
  expect(someFacts()).toMatchObject({ lockCode: "yes", supportHome: "nothing_listed" });
});
