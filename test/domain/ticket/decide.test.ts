import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { buildChecklist } from "../../../src/domain/ticket/checklist.ts";
import type { Command } from "../../../src/domain/ticket/command.ts";
import { decide } from "../../../src/domain/ticket/decide.ts";
import { applyEvents } from "../../../src/domain/ticket/evolve.ts";
import type { TicketFacts } from "../../../src/domain/ticket/facts.ts";
import { OUTCOMES, STATUSES, type Status } from "../../../src/domain/ticket/ticket.ts";
import { buttonsFor, MOVES, type Move, TRANSITIONS } from "../../../src/domain/ticket/transitions.ts";
import { aTicket, changedBy, NOW, press, rowOf, withRows } from "./a-ticket.ts";

const by = "U-ANN";

function commandOf(move: Move): Command {
  if (move === "take") return { do: "take", by };
  if (move === "resolve") return { do: "resolve", outcome: "handed_over", hasReason: true, by };
  if (move === "reopen") return { do: "reopen", hasReason: true, by };
  return { do: "set_status", status: move, by };
}

function inStatus(status: Status) {
  return aTicket({ status, outcome: status === "resolved" ? "not_a_lock" : null, assignee: "U-BEN" });
}

describe("every status with every move", () => {
  it.each(STATUSES.flatMap((status) => MOVES.map((move) => [status, move] as const)))("%s · %s", (status, move) => {
    const ticket = inStatus(status);
    const decided = decide(ticket, commandOf(move), NOW);
    const next = TRANSITIONS[status][move];
    if (next === null) {
      // Reopening what is open already is harmless; everything else that is not in the table is refused.
      expect(decided.ok && decided.events.length === 0 && move === "reopen" ? "no-op" : decided.ok).toBe(
        move === "reopen" ? "no-op" : false,
      );
      return;
    }
    if (!decided.ok) throw new Error(decided.refused);
    expect(applyEvents(ticket, decided.events).status).toBe(next);
  });

  it.each(STATUSES)("the buttons of %s are moves that change something and are not refused", (status) => {
    const ticket = inStatus(status);
    for (const move of buttonsFor(ticket)) {
      const decided = decide(ticket, commandOf(move), NOW);
      expect(decided.ok && decided.events.length > 0, move).toBe(true);
    }
  });
});

describe("taking a ticket", () => {
  it("names the assignee, starts the work, and changes nothing the second time", () => {
    const taken = changedBy(aTicket({ status: "open" }), { do: "take", by });
    expect(taken).toMatchObject({ assignee: by, status: "in_progress", revision: 2 });
    expect(decide(taken, { do: "take", by }, NOW)).toEqual({ ok: true, events: [] });
  });
});

describe("resolving", () => {
  const proved = withRows(aTicket(), { "prove.incoming": "claimed", "prove.reply": "verified" });

  it("as recovered needs a real incoming message and a delivered reply", () => {
    expect(decide(aTicket(), { do: "resolve", outcome: "recovered", hasReason: true, by }, NOW)).toEqual({
      ok: false,
      refused: "not_proved",
      steps: ["prove.incoming", "prove.reply"],
      onChecklist: true,
    });
    expect(changedBy(proved, { do: "resolve", outcome: "recovered", hasReason: false, by })).toMatchObject({
      status: "resolved",
      outcome: "recovered",
      resolvedAt: NOW,
    });
  });

  it.each(["skipped", "disputed", "todo"] as const)("is not proved by a reply that is %s", (state) => {
    const ticket = withRows(proved, { "prove.reply": state });
    expect(decide(ticket, { do: "resolve", outcome: "recovered", hasReason: true, by }, NOW)).toMatchObject({
      steps: ["prove.reply"],
    });
  });

  it.each(OUTCOMES.filter((outcome) => outcome !== "recovered"))("as %s needs a reason", (outcome) => {
    expect(decide(aTicket(), { do: "resolve", outcome, hasReason: false, by }, NOW)).toEqual({
      ok: false,
      refused: "reason_needed",
    });
    expect(decide(aTicket(), { do: "resolve", outcome, hasReason: true, by }, NOW).ok).toBe(true);
  });

  it("closes the steps but the follow-up list and the rest of the proof", () => {
    const closed = changedBy(proved, { do: "resolve", outcome: "recovered", hasReason: false, by });
    expect(decide(closed, press(closed, "stop.hands_off"), NOW)).toEqual({ ok: false, refused: "closed" });
    expect(decide(closed, press(closed, "prevent.signals"), NOW).ok).toBe(true);
    expect(decide(closed, press(closed, "prove.watch"), NOW).ok).toBe(true);
    expect(decide(closed, press(closed, "prove.reply", { to: "todo" }), NOW)).toEqual({ ok: false, refused: "closed" });
  });

  it.each<[string, Partial<TicketFacts>]>([
    ["131031 alone", { supportHome: "not_checked" }],
    ["131031 with 141008", { technicalCode: true, supportHome: "not_checked" }],
    ["1330 alone", { lockCode: "unknown", providerGenericOnly: true, supportHome: "not_checked" }],
    ["lock and payment", { paymentCode: true }],
    ["lost access", { lockCode: "unknown", accessLost: true, supportHome: "not_checked" }],
  ])("%s can end as recovered once somebody sees it work", (_, facts) => {
    const start = aTicket({ facts });
    const recovered: Command = { do: "resolve", outcome: "recovered", hasReason: false, by };
    expect(decide(start, recovered, NOW)).toMatchObject({ refused: "not_proved", onChecklist: false });
    let ticket = changedBy(start, { do: "update_facts", facts: { sendsAgain: true }, by });
    expect(decide(ticket, recovered, NOW)).toMatchObject({ refused: "not_proved", onChecklist: true });
    for (const step of ["prove.no_block", "prove.incoming", "prove.reply"])
      ticket = changedBy(ticket, press(ticket, step));
    expect(changedBy(ticket, recovered)).toMatchObject({ outcome: "recovered" });
  });

  it("a relapse takes back that it works again", () => {
    const works = changedBy(proved, { do: "update_facts", facts: { sendsAgain: true }, by });
    const closed = changedBy(works, { do: "resolve", outcome: "recovered", hasReason: false, by });
    expect(changedBy(closed, { do: "reopen", hasReason: true, by }).facts.sendsAgain).toBe(false);
  });

  it("the follow-up list stays shut until then", () => {
    expect(decide(proved, press(proved, "prevent.signals"), NOW)).toMatchObject({
      refused: "waiting_for",
      conditions: ["this list opens when the ticket is resolved"],
    });
  });

  it("reopening needs a reason and takes the old proof back", () => {
    const closed = changedBy(proved, { do: "resolve", outcome: "recovered", hasReason: false, by });
    expect(decide(closed, { do: "reopen", hasReason: false, by }, NOW)).toEqual({
      ok: false,
      refused: "reason_needed",
    });
    const open = changedBy(closed, { do: "reopen", hasReason: true, by });
    expect(open).toMatchObject({ status: "open", outcome: null, resolvedAt: null });
    expect([rowOf(open, "prove.incoming").state, rowOf(open, "prove.reply").state]).toEqual(["todo", "todo"]);
  });
});

describe("facts and evidence", () => {
  it("choose the paths anew, with one event each, and keep what was finished", () => {
    const ticket = withRows(aTicket(), { "tech.no_register": "claimed", "stop.hands_off": "claimed" });
    const decided = decide(ticket, { do: "update_facts", facts: { supportHome: "listed_review" }, by }, NOW);
    expect(decided).toMatchObject({
      events: [
        { type: "facts_updated", fields: ["supportHome"], facts: { supportHome: "listed_review" } },
        { type: "paths_changed", to: ["stop_the_bleeding", "find_the_cause", "policy", "prove_it_works", "prevent"] },
      ],
    });
    const next = changedBy(ticket, { do: "update_facts", facts: { supportHome: "listed_review" }, by });
    expect(rowOf(next, "stop.hands_off").state).toBe("claimed");
    expect(rowOf(next, "tech.no_register").state).toBe("claimed");
    expect(next.steps.some(({ id }) => id === "tech.case")).toBe(false);
    expect(next.steps.some(({ id }) => id === "policy.submit")).toBe(true);
  });

  it("that change nothing are no event", () => {
    const same: Command = { do: "update_facts", facts: { supportHome: "nothing_listed", codes: [] }, by };
    expect(decide(aTicket(), same, NOW)).toEqual({ ok: true, events: [] });
  });

  it("a ban in new evidence closes every way to register", () => {
    const evidence: Evidence[] = [{ kind: "ban", state: "DISABLE", source: "webhook" }];
    const banned = changedBy(aTicket({ facts: { pinCode: true } }), { do: "add_evidence", evidence, by });
    expect(banned.facts.banned).toBe("yes");
    expect(banned.paths).toContain("meta_review");
    expect(banned.paths).not.toContain("pin");
  });

  it.each<[string, Evidence[], Partial<ReturnType<typeof aTicket>["facts"]>]>([
    ["131031 on a send", [anError(131031, "send")], { lockCode: "yes", pinCode: false }],
    ["131031 that speaks of a PIN", [{ ...anError(131031, "register"), mentionsPin: true }], { pinCode: true }],
    ["133005", [anError(133005, "register")], { pinCode: true }],
    ["133008 without a time", [anError(133008, "register")], { registerWait: { until: null } }],
    ["133016", [{ ...anError(133016, "register"), at: NOW }], { registerWait: { until: "2026-11-25T10:00:00.000Z" } }],
    ["133006", [anError(133006, "register")], { reverification: true }],
    ["141006 in health", [health(141006)], { paymentCode: true }],
    ["141008 in health", [health(141008)], { technicalCode: true, lockCode: "yes" }],
    ["141014 in health", [health(141014)], { banned: "yes" }],
    ["calling errors only", [health(138024)], { lockCode: "no", banned: "unknown" }],
    ["reinstated", [{ kind: "ban", state: "REINSTATE", source: "webhook" }], { banned: "no" }],
    ["adding numbers restricted", [restricted("RESTRICTED_ADD_PHONE_NUMBER_ACTION")], { restriction: null }],
    ["sending restricted", [restricted("RESTRICTED_BIZ_INITIATED_MESSAGING")], { restriction: { endsAt: null } }],
    [
      "a key that is barred",
      [{ kind: "sign", sign: "provider_account_barred", source: "pasted" }],
      { accessLost: true },
    ],
    [
      "a probe that failed",
      [{ kind: "unread", what: "health", why: "timed_out", source: "probe" }],
      { accessLost: false },
    ],
  ])("learn from %s", (_, evidence, facts) => {
    const ticket = aTicket({ facts: { lockCode: "no" } });
    expect(changedBy(ticket, { do: "add_evidence", evidence, by }).facts).toMatchObject(facts);
  });

  it("lost access never hides a lock that is known", () => {
    const evidence: Evidence[] = [{ kind: "sign", sign: "provider_account_barred", source: "pasted" }];
    expect(changedBy(aTicket(), { do: "add_evidence", evidence, by }).facts.accessLost).toBe(false);
  });

  it("a register call that answers 131031 after a fix is still locked, before one it is not", () => {
    const evidence = [anError(131031, "register")];
    expect(changedBy(aTicket(), { do: "add_evidence", evidence, by }).facts.stillLockedAfterFix).toBe(false);
    const fixed = withRows(aTicket({ facts: { pinCode: true } }), { "pin.set_new": "claimed" });
    expect(changedBy(fixed, { do: "add_evidence", evidence, by }).facts.stillLockedAfterFix).toBe(true);
  });

  it("1330 beside a Meta code is no longer a provider's generic failure", () => {
    const vonage = { ...anError(1330, "send"), namespace: "vonage" } as const;
    const ticket = aTicket({ facts: { lockCode: "unknown", supportHome: "not_checked" } });
    const alone = changedBy(ticket, { do: "add_evidence", evidence: [vonage], by });
    expect(alone.facts.providerGenericOnly).toBe(true);
    expect(alone.paths).toEqual(["find_the_cause"]);
    const both = changedBy(alone, { do: "add_evidence", evidence: [anError(131031, "send")], by });
    expect(both.facts.providerGenericOnly).toBe(false);
    expect(both.paths).toEqual(["stop_the_bleeding", "find_the_cause"]);
  });

  it("are closed with the ticket", () => {
    const closed = aTicket({ status: "resolved", outcome: "duplicate" });
    expect(decide(closed, { do: "update_facts", facts: { banned: "yes" }, by }, NOW)).toMatchObject({
      refused: "closed",
    });
    expect(decide(closed, { do: "add_numbers", lastFours: ["1"], by }, NOW)).toMatchObject({ refused: "closed" });
  });
});

describe("the checklist", () => {
  it("brings along a step that one of its own needs, under its own path", async () => {
    const { PLAYBOOKS } = await import("../../../src/domain/playbooks/index.ts");
    const rows = buildChecklist(["find_the_cause"], PLAYBOOKS);
    expect(rows[0]).toMatchObject({ id: "stop.save_evidence", path: "stop_the_bleeding", state: "todo", version: 0 });
  });

  it("a step with a row keeps its version when the path leaves and comes back", () => {
    const ticket = aTicket();
    const claimed = changedBy(ticket, press(ticket, "tech.no_register"));
    const undone = changedBy(claimed, press(claimed, "tech.no_register", { to: "todo" }));
    const away = changedBy(undone, { do: "update_facts", facts: { banned: "yes" }, by });
    const back = changedBy(away, { do: "update_facts", facts: { banned: "no" }, by });
    expect(rowOf(back, "tech.no_register")).toMatchObject({ state: "todo", version: 2 });
  });

  it("more numbers give more endings that release a step", () => {
    expect(changedBy(aTicket(), { do: "add_numbers", lastFours: ["7788"], by }).lastFours).toEqual(["0123", "7788"]);
  });
});

function anError(code: number, origin: "send" | "register"): Extract<Evidence, { kind: "error" }> {
  return { kind: "error", namespace: "meta", code, origin, source: "pasted" };
}

function health(code: number): Evidence {
  const entities = [{ type: "WABA", canSend: "BLOCKED", errors: [{ code }], info: [] } as const];
  return { kind: "health", aggregate: "BLOCKED", entities, source: "probe" };
}

function restricted(type: string): Evidence {
  return { kind: "restriction", types: [type], source: "webhook" };
}
