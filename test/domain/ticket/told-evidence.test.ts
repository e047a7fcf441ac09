import { describe, expect, it, test } from "vitest";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import { headline } from "../../../src/domain/diagnosis/verdict-words.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { answeredCode, enterCode } from "../../../src/domain/ticket/answered-code.ts";
import type { Command } from "../../../src/domain/ticket/command.ts";
import { evidenceAfter } from "../../../src/domain/ticket/evidence-after.ts";
import type { TicketFacts } from "../../../src/domain/ticket/facts.ts";
import type { Ticket } from "../../../src/domain/ticket/ticket.ts";
import { DAY, HOUR, plus } from "../../../src/domain/time.ts";
import { aTicket, changedBy, NOW, press, withRows } from "./a-ticket.ts";

const by = "U-ANN";
const LOCK: Evidence = { kind: "error", namespace: "meta", code: 131031, origin: "send", source: "pasted" };
const PAYMENT: Evidence = { ...LOCK, code: 141006, origin: "health" };
const GENERIC: Evidence = { ...LOCK, namespace: "vonage", code: 1330 };

type Case = { ticket: Ticket; evidence: readonly Evidence[] };

/** A ticket as it is filed: its facts come from its evidence. */
function filedWith(...evidence: readonly Evidence[]): Case {
  const blank = aTicket({ facts: { lockCode: "unknown", supportHome: "not_checked" } });
  return { ticket: changedBy(blank, { do: "add_evidence", evidence, by }), evidence };
}

/** What a change makes of ticket and evidence, as they are saved together. */
function saved({ ticket, evidence }: Case, command: Command, now = NOW): Case {
  const next = changedBy(ticket, command, now);
  const change = { commands: [command], before: ticket.facts, after: next.facts, now, playbooks: PLAYBOOKS };
  return { ticket: next, evidence: evidenceAfter(evidence, change) };
}

function told(on: Case, facts: Partial<TicketFacts>, now = NOW): Case {
  return saved(on, { do: "update_facts", facts, by }, now);
}

const says = ({ evidence }: Case, now = NOW) => headline(diagnose({ evidence, now, provider: "vonage" }));

describe("what a person tells and what the card says", () => {
  test("a reported ban is the verdict, and lifted it leaves what was seen before", () => {
    const filed = filedWith(LOCK);
    const banned = told(filed, { banned: "yes" });
    expect(says(banned)).toMatch(/^Locked: the account was reported as banned or disabled/);
    const lifted = told(banned, { banned: "no" }, plus(NOW, HOUR));
    expect(says(lifted)).toBe(says(filed));
    expect(lifted.evidence).toEqual(filed.evidence);
  });

  test("a ban that Meta had told is over once somebody says so, and back when that was wrong", () => {
    const filed = filedWith({ kind: "ban", state: "DISABLE", source: "webhook", at: plus(NOW, -DAY) });
    const lifted = told(filed, { banned: "no" });
    expect(says(lifted)).not.toMatch(/banned|disabled/);
    const wrong = told(lifted, { banned: "yes" }, plus(NOW, HOUR));
    expect(says(wrong)).toBe(says(filed));
    expect(wrong.evidence).toEqual(filed.evidence);
  });

  test("a new ban after the lifting stands on the card as on the ticket", () => {
    const lifted = told(filedWith({ kind: "ban", state: "DISABLE", source: "webhook" }), { banned: "no" });
    const again = saved(lifted, {
      do: "add_evidence",
      evidence: [{ kind: "sign", sign: "status_banned", source: "pasted" }],
      by,
    });
    expect(again.ticket.facts.banned).toBe("yes");
    expect(says(again)).toMatch(/the number's status is BANNED/);
  });

  test("settled payment beside a lock leaves the lock, and is open again when that was wrong", () => {
    const filed = filedWith(LOCK, PAYMENT);
    expect(filed.ticket.paths).toEqual(["stop_the_bleeding", "find_the_cause", "payment"]);
    const settled = told(filed, { paymentCode: false });
    const kinds = (on: Case) => diagnose({ evidence: on.evidence, now: NOW }).findings.map(({ kind }) => kind);
    expect(kinds(settled)).not.toContain("payment_blocked");
    expect(says(settled)).toMatch(/^Locked: Meta 131031/);
    expect(settled.ticket.paths).toEqual(["stop_the_bleeding", "find_the_cause"]);
    const wrong = told(settled, { paymentCode: true }, plus(NOW, HOUR));
    expect(kinds(wrong)).toContain("payment_blocked");
    expect(wrong.ticket.paths).toContain("payment");
  });

  test("with payment settled and nothing listed the way of the lock goes on", () => {
    const settled = told(filedWith(LOCK, PAYMENT), { paymentCode: false, supportHome: "nothing_listed" });
    expect(settled.ticket.paths).toContain("technical_lock");
    expect(settled.ticket.paths).toContain("prove_it_works");
  });

  test("the end of a restriction is on the card, and a corrected one replaces it", () => {
    const restricted = told(filedWith(), { restriction: { endsAt: plus(NOW, 3 * DAY) } });
    expect(says(restricted)).toBe("Temporarily restricted: it ends by itself on 25 Nov 2026, 10:00 UTC.");
    const moved = told(restricted, { restriction: { endsAt: plus(NOW, DAY) } }, plus(NOW, HOUR));
    expect(says(moved)).toBe("Temporarily restricted: it ends by itself on 23 Nov 2026, 10:00 UTC.");
    expect(moved.evidence.filter(({ kind }) => kind === "answer_state")).toHaveLength(1);
    expect(says(told(moved, { restriction: null }))).toMatch(/^Unknown/);
  });

  test("an observation changes no word of a person that it does not speak of", () => {
    const banned = told(filedWith(LOCK), { banned: "yes" });
    const more = saved(banned, { do: "add_evidence", evidence: [PAYMENT], by });
    expect(more.evidence).toEqual([...banned.evidence, PAYMENT]);
  });

  test("access that a step gave back is no longer missing on the card", () => {
    const filed = filedWith({ ...LOCK, code: 190, origin: "read" });
    const ticket = withRows(filed.ticket, { "access.restore": "claimed" });
    const back = saved({ ...filed, ticket }, press(ticket, "access.recheck"));
    expect(back.ticket.facts.accessLost).toBe(false);
    expect(says(back)).not.toMatch(/access/);
  });

  test("the answer of a failed registration is on the card", () => {
    const facts = { pinCode: true, attempts: { meta: 0, provider: 0 } };
    const failed = press(aTicket({ facts }), "pin.register_once", { failedWith: { namespace: "meta", code: 133005 } });
    const tried = saved({ ticket: aTicket({ facts }), evidence: [] }, failed);
    expect(says(tried)).toMatch(/the two-step PIN \(Meta 133005\)/);
  });

  test("a change that says nothing about the lock leaves the very same evidence", () => {
    const filed = filedWith(LOCK);
    expect(told(filed, { providerWay: "waiting" }).evidence).toBe(filed.evidence);
  });
});

describe("the code beside 1330", () => {
  const enter = (on: Case, code: number | null): Case =>
    enterCode(on.evidence, code, { by, at: NOW }).reduce((now, command) => saved(now, command), on);
  const filed = filedWith(GENERIC);

  it("makes a lock of a general failure", () => {
    const known = enter(filed, 131031);
    expect(known.ticket.facts).toMatchObject({ lockCode: "yes", providerGenericOnly: false });
    expect(says(known)).toMatch(/^Locked, most likely: Meta 131031/);
    expect(known.ticket.paths).toEqual(["stop_the_bleeding", "find_the_cause"]);
    expect(answeredCode(known.evidence)).toBe(131031);
  });

  it("can be corrected: what only the wrong one said is forgotten", () => {
    const right = enter(enter(filed, 131031), 131026);
    expect(right.ticket.facts).toMatchObject({ lockCode: "unknown", codes: [{ code: 1330 }, { code: 131026 }] });
    expect(says(right)).toMatch(/^Not locked/);
    expect(answeredCode(right.evidence)).toBe(131026);
  });

  it("can be taken back: the ticket is as it was before", () => {
    const none = enter(enter(filed, 141014), null);
    expect(none.evidence).toEqual(filed.evidence);
    expect(none.ticket.facts).toEqual(filed.ticket.facts);
    expect(none.ticket.paths).toEqual(filed.ticket.paths);
  });

  it("leaves what was learnt meanwhile: a pasted error, and what people said", () => {
    const pasted = saved(enter(filed, 141014), { do: "add_evidence", evidence: [LOCK], by });
    const said = told(pasted, { banned: "no", providerWay: "waiting" });
    const none = enter(said, null);
    expect(none.ticket.facts).toMatchObject({ lockCode: "yes", banned: "no", providerWay: "waiting" });
    expect(none.ticket.facts.codes.map(({ code }) => code)).toEqual([1330, 131031]);
  });
});
