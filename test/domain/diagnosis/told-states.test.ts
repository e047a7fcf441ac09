import { describe, expect, it, test } from "vitest";
import { findingLine } from "../../../src/domain/diagnosis/finding-words.ts";
import { factsOf } from "../../../src/domain/diagnosis/ticket-facts.ts";
import { headline } from "../../../src/domain/diagnosis/verdict-words.ts";
import { type Evidence, TOLD_STATES, type ToldState } from "../../../src/domain/evidence.ts";
import { ALL_AVAILABLE, anEntity, anError, diagnosed, health, sign } from "./evidence.ts";

const EARLIER = "2026-11-20T00:00:00.000Z";
const TOLD_AT = "2026-11-21T23:30:00.000Z";
const LATER = "2026-11-21T23:45:00.000Z";

type Told = Extract<Evidence, { kind: "answer_state" }>;

function told(state: ToldState, holds: boolean, more: Partial<Told> = {}): Told {
  return { kind: "answer_state", state, holds, source: "answer", at: TOLD_AT, ...more };
}

const facts = (...evidence: readonly Evidence[]) => factsOf(diagnosed(...evidence), evidence);

describe("somebody's word that something holds", () => {
  it.each<[ToldState, string]>([
    [
      "ban",
      "Locked, most likely: the account was reported as banned or disabled. Only an appeal at Meta can change that.",
    ],
    ["restriction", "Temporarily restricted: it usually ends by itself. The end is not known yet."],
    ["register_wait", "Blocked, but not a lock: registering is shut for a while."],
    ["access", "Blocked: access to the account is missing or was refused. This says nothing about a lock."],
    ["coexistence", "Blocked, but not a lock: the number left the platform through the WhatsApp Business app."],
    [
      "compromise",
      "Unknown: someone else may have had access to this account. Nothing shows yet whether it is locked.",
    ],
  ])("about %s is a verdict in words, and never confirmed by the word alone", (state, says) => {
    const diagnosis = diagnosed(told(state, true));
    expect(headline(diagnosis)).toBe(says);
    expect(diagnosis.confidence).not.toBe("confirmed");
    for (const finding of diagnosis.findings) expect(findingLine(finding)).not.toMatch(/undefined|null/);
  });

  test("a restriction and a wait keep the end that was told", () => {
    const endsAt = "2026-11-25T00:00:00.000Z";
    expect(headline(diagnosed(told("restriction", true, { endsAt })))).toBe(
      "Temporarily restricted: it ends by itself on 25 Nov 2026, 00:00 UTC.",
    );
    expect(headline(diagnosed(told("register_wait", true, { endsAt })))).toBe(
      "Blocked, but not a lock: registering is shut until 25 Nov 2026, 00:00 UTC.",
    );
    expect(facts(told("register_wait", true, { endsAt })).registerWait).toEqual({ until: endsAt });
  });

  test("a new end replaces the one that was observed before", () => {
    const notice: Evidence = { kind: "restriction", types: [], endsAt: "2026-12-20T00:00:00.000Z", source: "webhook" };
    const endsAt = "2026-11-25T00:00:00.000Z";
    expect(facts({ ...notice, at: EARLIER }, told("restriction", true, { endsAt })).restriction).toEqual({ endsAt });
    expect(facts({ ...notice, at: LATER }, told("restriction", true, { endsAt })).restriction).toEqual({
      endsAt: notice.endsAt,
    });
  });
});

const OBSERVED: Record<ToldState, Evidence> = {
  ban: health("BLOCKED", [anEntity("WABA", "BLOCKED", [141014])]),
  restriction: anError(368),
  payment: anError(131042),
  register_wait: anError(133016),
  access: anError(190),
  coexistence: { kind: "offboarded", source: "webhook" },
  compromise: sign("compromised"),
};

describe.each(TOLD_STATES)("somebody's word that %s is over", (state) => {
  const observed = OBSERVED[state];
  const { at: _, ...undated } = observed;
  const isSeen = (...evidence: readonly Evidence[]) => diagnosed(...evidence).findings.length > 0;

  it("ends what was observed before, dated or not", () => {
    for (const before of [undated, { ...observed, at: EARLIER }] as Evidence[]) {
      expect(isSeen(before)).toBe(true);
      expect(isSeen(before, told(state, false))).toBe(false);
    }
  });

  it("ends nothing that is observed after it", () => {
    expect(isSeen(told(state, false), { ...observed, at: LATER } as Evidence)).toBe(true);
  });

  it("leaves a refused send alone: only a delivery shows that a lock is gone", () => {
    const diagnosis = diagnosed(anError(131031), told(state, false));
    expect(headline(diagnosis)).toMatch(/^Locked: Meta 131031 on a send/);
    expect(diagnosis.confidence).toBe("confirmed");
  });
});

test("a payment that is settled is no contradiction beside the lock any more", () => {
  const both = [anError(131031), health("BLOCKED", [anEntity("WABA", "BLOCKED", [141006])])];
  const kinds = (...evidence: readonly Evidence[]) => diagnosed(...evidence).contradictions.map(({ kind }) => kind);
  expect(kinds(...both)).toContain("lock_and_payment");
  expect(kinds(...both, told("payment", false))).not.toContain("lock_and_payment");
});

test("a lifted ban proves no sending", () => {
  expect(diagnosed(ALL_AVAILABLE, told("ban", false))).toMatchObject({ verdict: "not_locked", confidence: "likely" });
});
