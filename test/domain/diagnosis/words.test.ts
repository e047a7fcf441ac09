import { describe, expect, test } from "vitest";
import { ALL_CODES, lookUp } from "../../../src/domain/codes/index.ts";
import { CAUSES } from "../../../src/domain/diagnosis/cause.ts";
import { causeLine } from "../../../src/domain/diagnosis/cause-words.ts";
import { contradictionLine } from "../../../src/domain/diagnosis/contradiction-words.ts";
import type { Contradiction, DoNot, Question } from "../../../src/domain/diagnosis/diagnosis.ts";
import { doNotLine } from "../../../src/domain/diagnosis/do-not-words.ts";
import { explainCode, explainNumber } from "../../../src/domain/diagnosis/explain-words.ts";
import { findingLine } from "../../../src/domain/diagnosis/finding-words.ts";
import { firstStep } from "../../../src/domain/diagnosis/first-step-words.ts";
import { questionText } from "../../../src/domain/diagnosis/question-words.ts";
import { confidenceLine, summary } from "../../../src/domain/diagnosis/words.ts";
import { RECENT_CHANGES, SCOPES, SUPPORT_HOME } from "../../../src/domain/evidence.ts";
import { anError, diagnosed, health, node, refusedOn, sign, supportHome } from "./evidence.ts";

const MARKUP = /[*_~`<>]|\bhttps?:/;
const CONTRADICTIONS: readonly Contradiction[] = [
  { kind: "healthy_node_but_send_failed", status: "CONNECTED", quality: "GREEN" },
  { kind: "health_available_but_send_failed" },
  { kind: "health_blocked_by_calling_only" },
  { kind: "nothing_listed_but_locked" },
  { kind: "gloss_disagrees_with_code", code: { namespace: "meta", code: 131031 }, gloss: "token expired" },
  { kind: "banned_but_green" },
  { kind: "lock_and_payment" },
  { kind: "delivered_after_failure" },
  { kind: "articles_disagree", topic: "re_registration" },
  { kind: "articles_disagree", topic: "two_causes" },
  { kind: "articles_disagree", topic: "inactivity" },
  { kind: "articles_disagree", topic: "appeal" },
];
const QUESTIONS: readonly Question[] = ["paste_or_code", "provider_code", "support_home", "recent_changes", "scope"];
const DO_NOTS: readonly DoNot[] = [
  "register",
  "remove_number",
  "guess_pin",
  "retry_sends",
  "second_appeal",
  "new_account",
];

describe("every line is a plain sentence", () => {
  test.each(CONTRADICTIONS)("contradiction %o", (contradiction) => {
    const line = contradictionLine(contradiction);
    expect(line).toMatch(/^[A-Z].*\.$/s);
    expect(line).not.toMatch(MARKUP);
  });

  test("where the articles disagree, both sides and their sources are named", () => {
    const line = contradictionLine({ kind: "articles_disagree", topic: "re_registration" });
    expect(line).toContain("Vonage's article says");
    expect(line).toContain("Meta's documentation");
  });

  test("causes, with where they sit and who reports them", () => {
    expect(causeLine({ cause: "payment", confidence: "likely", at: "provider", because: [] })).toBe(
      "Likely cause: payment at the provider.",
    );
    expect(causeLine({ cause: "inactivity", confidence: "possible", because: [] })).toContain("reported by Vonage");
    for (const cause of CAUSES) expect(causeLine({ cause, confidence: "confirmed", because: [] })).toMatch(/\.$/);
  });

  test.each(DO_NOTS)("do not: %s", (doNot) => expect(doNotLine(doNot)).toMatch(/^Do not .*\.$/));

  test("findings name the code with whose it is, and what could not be read with the reason", () => {
    expect(findingLine({ kind: "one_recipient", code: { namespace: "vonage", code: 1461 } })).toContain("Vonage 1461");
    expect(findingLine({ kind: "could_not_read", what: "health", why: "token_expired" })).toBe(
      "Could not read the health check: our token has expired.",
    );
    expect(findingLine({ kind: "node_says" })).not.toContain("undefined");
  });
});

describe("questions", () => {
  test.each(QUESTIONS)("%s is asked in words", (question) => expect(questionText(question).asks).toMatch(/[.?]$/));

  test.each(QUESTIONS.filter((question) => question !== "paste_or_code"))(
    "%s has Don't know among its answers",
    (question) => {
      const { options } = questionText(question);
      expect(options === "field" ? [] : options.map(({ label }) => label)).toContain("Don't know");
    },
  );

  test("the options carry the values of the contract", () => {
    const values = (question: Question) => {
      const { options } = questionText(question);
      return options === "field" ? [] : options.map(({ value }) => value);
    };
    expect(values("support_home")).toEqual([...SUPPORT_HOME]);
    expect(values("scope")).toEqual([...SCOPES]);
    expect(values("recent_changes")).toEqual([...RECENT_CHANGES]);
  });
});

describe("how sure", () => {
  test("says by what", () => {
    expect(confidenceLine(diagnosed(refusedOn("send")))).toBe(
      "Confirmed: a call was refused with Meta 131031 on 21 Nov 2026, 22:00 UTC: the account is locked.",
    );
  });

  test("says what could not be read where that took sureness away", () => {
    const failed = { kind: "unread", what: "health", why: "timed_out", source: "probe" } as const;
    expect(confidenceLine(diagnosed(refusedOn("send"), failed))).toContain(
      "Could not read the health check: no answer in time.",
    );
  });

  test("unknown promises nothing", () => {
    expect(confidenceLine(diagnosed(node("CONNECTED")))).toContain("Nothing here proves that it is fine");
  });
});

describe("what to do first", () => {
  test.each([
    ["a lock", [refusedOn("send")], "Business Support Home"],
    ["a lock, nothing listed", [refusedOn("send"), supportHome("nothing_listed")], "technical case"],
    ["a lock, a violation listed", [refusedOn("send"), supportHome("listed_review")], "Read the whole violation"],
    ["131042", [anError(131042)], "Read the health status and look for a ban first"],
    ["no balance", [sign("provider_balance")], "at the provider"],
    ["1330 alone", [anError(1330, { namespace: "vonage" })], "You can escalate without it"],
    ["1330 and silence", [anError(1330, { namespace: "vonage" }), sign("inbound_silent")], "escalate now"],
    ["a bare BLOCKED", [health("BLOCKED")], "Business Support Home"],
    ["nothing", [], "Paste the error"],
  ] as const)("%s", (_, evidence, words) => expect(firstStep(diagnosed(...evidence))).toContain(words));

  test("the summary is one paragraph that starts with the verdict", () => {
    const text = summary(diagnosed(refusedOn("send")));
    expect(text).toMatch(/^Locked: /);
    expect(text).not.toMatch(/\n/);
    expect(text).toContain("First: Pause campaigns");
    expect(text).toContain("Do not register");
  });
});

describe("explaining a code", () => {
  test("131031 is a lock that does not lift by itself", () => {
    expect(explainNumber(131031, "meta")).toMatchObject({
      found: "one",
      row: { code: "Meta 131031", lock: "This is a lock.", lifts: "It does not lift by itself." },
    });
  });

  test("a code inside Meta's range of permissions is found", () => {
    expect(explainNumber(230, "meta")).toMatchObject({ found: "one" });
  });

  test("a four-digit number without a provider is not taken for granted", () => {
    expect(explainNumber(1330)).toMatchObject({ found: "one", says: expect.stringContaining("Other providers") });
    expect(explainNumber(1330, "vonage")).not.toHaveProperty("says");
    expect(explainNumber(1330, "gupshup")).toMatchObject({ found: "none", says: expect.stringContaining("Gupshup") });
  });

  test("131000 has two meanings at Meta", () => {
    expect(explainNumber(131000)).toMatchObject({ found: "several", says: expect.stringContaining("two meanings") });
  });

  test("a number nobody knows is neither a lock nor ruled out", () => {
    expect(explainNumber(424242)).toEqual({
      found: "none",
      says: "424242 is no code in our table. It is neither a known lock nor ruled out: paste the whole error to diagnose it.",
    });
  });

  test("every row of the table can be explained", () => {
    for (const row of ALL_CODES) {
      const { means, lock, lifts, firstFix, source } = explainCode(row);
      for (const text of [means, lock, lifts, firstFix, source]) expect(text).toMatch(/\S/);
    }
    expect(lookUp({ namespace: "vonage", code: 1330 })?.isLock).toBe(false);
  });
});
