import { describe, expect, it } from "vitest";
import type { CanSend, Evidence, UnreadReason } from "../../../src/domain/evidence.ts";
import { PROOFS, type ProofId } from "../../../src/domain/playbooks/playbook.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../../src/domain/ticket/facts.ts";
import { readingWords } from "../../../src/domain/ticket/proof-words.ts";
import { PROOF_OF, type Says, saysTogether } from "../../../src/domain/ticket/proofs.ts";

const AT = "2026-11-22T00:00:00.000Z";
const FROM = { source: "probe", at: AT } as const;

function health(canSend: CanSend, ...codes: readonly number[]): Evidence {
  const errors = codes.map((code) => ({ code }));
  return { ...FROM, kind: "health", aggregate: canSend, entities: [{ type: "WABA", canSend, errors, info: [] }] };
}
const node = (over: Partial<Extract<Evidence, { kind: "node" }>> = {}): Evidence => ({
  ...FROM,
  kind: "node",
  status: "CONNECTED",
  quality: "GREEN",
  ...over,
});
const account = (businessVerification: string): Evidence => ({ ...FROM, kind: "account", businessVerification });
const unread = (why: UnreadReason, searched?: { accounts: number; numbers: number }): Evidence => ({
  ...FROM,
  kind: "unread",
  what: "number",
  why,
  ...(searched === undefined ? {} : { searched }),
});
const SEARCHED = { accounts: 2, numbers: 9 };

type Case = {
  proof: ProofId;
  says: Says;
  when: string;
  read: readonly Evidence[];
  facts?: Partial<TicketFacts>;
  before?: readonly Evidence[];
  wabaId?: string;
  known?: string;
};

const CASES: readonly Case[] = [
  {
    proof: "health_read",
    says: "agrees",
    when: "health was read, whatever it says",
    read: [health("BLOCKED", 141014)],
  },
  { proof: "health_read", says: "cannot_tell", when: "only the node was read", read: [node()] },
  { proof: "nothing_blocked", says: "agrees", when: "every part may send", read: [health("AVAILABLE"), node()] },
  { proof: "nothing_blocked", says: "agrees", when: "sending goes on with limits", read: [health("LIMITED", 141010)] },
  { proof: "nothing_blocked", says: "agrees", when: "calling alone is blocked", read: [health("BLOCKED", 138024)] },
  { proof: "nothing_blocked", says: "contradicts", when: "the account is banned", read: [health("BLOCKED", 141014)] },
  { proof: "nothing_blocked", says: "contradicts", when: "payment blocks it", read: [health("BLOCKED", 141006)] },
  {
    proof: "nothing_blocked",
    says: "contradicts",
    when: "the number's status is BANNED beside an available health check",
    read: [health("AVAILABLE"), node({ status: "BANNED" })],
  },
  { proof: "nothing_blocked", says: "cannot_tell", when: "the answer is not understood", read: [health("UNKNOWN")] },
  { proof: "nothing_blocked", says: "cannot_tell", when: "CONNECTED and GREEN is all there is", read: [node()] },
  {
    proof: "no_lock_seen",
    says: "agrees",
    when: "payment blocks it and no lock is seen",
    read: [health("BLOCKED", 141006)],
  },
  { proof: "no_lock_seen", says: "contradicts", when: "the account is banned", read: [health("BLOCKED", 141014)] },
  {
    proof: "no_lock_seen",
    says: "cannot_tell",
    when: "a send was refused with a lock code before",
    read: [health("AVAILABLE")],
    facts: { lockCode: "yes" },
  },
  { proof: "payment_gone", says: "agrees", when: "health names no payment block", read: [health("AVAILABLE")] },
  { proof: "payment_gone", says: "contradicts", when: "141006 is still there", read: [health("BLOCKED", 141006)] },
  { proof: "payment_gone", says: "cannot_tell", when: "nothing was read", read: [unread("timed_out")] },
  {
    proof: "released",
    says: "agrees",
    when: "the decision is reversed and nothing is blocked",
    read: [health("AVAILABLE")],
    facts: { reviewDecision: "reversed" },
  },
  {
    proof: "released",
    says: "contradicts",
    when: "the decision is reversed and the account is still banned",
    read: [health("BLOCKED", 141014)],
    facts: { reviewDecision: "reversed" },
  },
  { proof: "released", says: "cannot_tell", when: "no decision is noted", read: [health("AVAILABLE")] },
  { proof: "code_verified", says: "agrees", when: "VERIFIED", read: [node({ codeVerification: "VERIFIED" })] },
  { proof: "code_verified", says: "contradicts", when: "EXPIRED", read: [node({ codeVerification: "EXPIRED" })] },
  { proof: "code_verified", says: "cannot_tell", when: "the field was refused", read: [node()] },
  { proof: "registered", says: "agrees", when: "CLOUD_API", read: [node({ platformType: "CLOUD_API" })] },
  {
    proof: "registered",
    says: "contradicts",
    when: "NOT_APPLICABLE",
    read: [node({ platformType: "NOT_APPLICABLE" })],
  },
  { proof: "registered", says: "cannot_tell", when: "the number was not found", read: [unread("not_found", SEARCHED)] },
  { proof: "business_verified", says: "agrees", when: "verified", read: [account("verified")] },
  { proof: "business_verified", says: "contradicts", when: "pending", read: [account("pending_submission")] },
  {
    proof: "not_listed",
    says: "agrees",
    when: "a number seen before is in no list",
    read: [unread("not_found", SEARCHED)],
    before: [node()],
  },
  { proof: "not_listed", says: "contradicts", when: "it is still listed", read: [node()], before: [node()] },
  { proof: "not_listed", says: "cannot_tell", when: "it was never seen", read: [unread("not_found", SEARCHED)] },
  {
    proof: "not_listed",
    says: "cannot_tell",
    when: "one list could not be read to its end",
    read: [unread("not_found")],
    before: [node()],
  },
  {
    proof: "not_listed",
    says: "cannot_tell",
    when: "somebody only pasted its node before",
    read: [unread("not_found", SEARCHED)],
    before: [{ ...node(), source: "pasted" }],
  },
  { proof: "same_account", says: "agrees", when: "the ids are the same", read: [node()], wabaId: "70", known: "70" },
  { proof: "same_account", says: "contradicts", when: "it is another one", read: [node()], wabaId: "71", known: "70" },
  { proof: "same_account", says: "cannot_tell", when: "none was written down", read: [node()], wabaId: "71" },
  {
    proof: "same_account",
    says: "cannot_tell",
    when: "it is not listed yet",
    read: [unread("not_found")],
    known: "70",
  },
  {
    proof: "reconnected",
    says: "agrees",
    when: "Cloud API and app both have it",
    read: [node({ platformType: "CLOUD_API", isOnBizApp: true })],
  },
  {
    proof: "reconnected",
    says: "cannot_tell",
    when: "the app does not have it",
    read: [node({ platformType: "CLOUD_API", isOnBizApp: false })],
  },
  {
    proof: "access_back",
    says: "agrees",
    when: "what was refused is read",
    read: [node()],
    before: [unread("no_permission")],
  },
  {
    proof: "access_back",
    says: "contradicts",
    when: "it is refused again",
    read: [unread("token_expired")],
    before: [unread("no_permission")],
  },
  { proof: "access_back", says: "cannot_tell", when: "it was never refused to us", read: [node()] },
];

describe("what a live reading says about a tick", () => {
  it.each(CASES)("$proof $says: $when", ({ proof, says, read, facts, before = [], wabaId = null, known = null }) => {
    const reading = { evidence: read, wabaId, at: AT };
    const known_ = { facts: { ...DEFAULT_FACTS, ...facts }, evidence: before, wabaId: known };
    expect(PROOF_OF[proof](reading, known_)).toBe(says);
  });

  it.each(PROOFS)("%s never contradicts anybody when nothing could be read", (proof) => {
    for (const why of ["not_configured", "timed_out", "unavailable", "rate_limited", "not_understood"] as const) {
      const facts = { ...DEFAULT_FACTS, reviewDecision: "reversed" as const };
      const reading = { evidence: [unread(why)], wabaId: null, at: AT };
      expect(PROOF_OF[proof](reading, { facts, evidence: [node()], wabaId: "70" })).toBe("cannot_tell");
    }
  });

  it.each(PROOFS)("%s has cases for agreeing", (proof) => {
    expect(CASES.some((one) => one.proof === proof && one.says === "agrees")).toBe(true);
  });

  it.each(CASES.filter(({ says }) => says === "contradicts"))("$proof says in words what was seen: $when", (one) => {
    const words = readingWords(one.proof, { evidence: one.read, wabaId: one.wabaId ?? null, at: AT });
    expect(words).toMatch(/^[A-Z(“].*\.$/s);
  });
});

describe("several numbers", () => {
  it("all have to agree", () => {
    expect(saysTogether(["agrees", "agrees"])).toBe("agrees");
    expect(saysTogether(["agrees", "cannot_tell"])).toBe("cannot_tell");
    expect(saysTogether([])).toBe("cannot_tell");
  });

  it("one that contradicts is enough", () => {
    expect(saysTogether(["agrees", "cannot_tell", "contradicts"])).toBe("contradicts");
  });
});
