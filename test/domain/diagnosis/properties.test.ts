import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Confidence, Verdict } from "../../../src/domain/diagnosis/diagnosis.ts";
import { reportOf } from "../../../src/domain/diagnosis/report.ts";
import { headline, VERDICT_WORDS } from "../../../src/domain/diagnosis/verdict-words.ts";
import { summary } from "../../../src/domain/diagnosis/words.ts";
import { anyEvidence, anyGoodSign, anyHealthyLook, anyUnread } from "./any-evidence.ts";
import { NOW } from "./evidence.ts";

const some = fc.array(anyEvidence, { maxLength: 8 });
const SURENESS: readonly Confidence[] = ["possible", "likely", "confirmed"];
const LOCKING = new Set([
  "send_refused_as_locked",
  "register_refused_as_locked",
  "technical_block",
  "banned",
  "disable_scheduled",
]);

test("any evidence gives a verdict, words and a report", () => {
  fc.assert(
    fc.property(some, (evidence) => {
      const diagnosis = diagnose({ evidence, now: NOW });
      expect(headline(diagnosis).startsWith(VERDICT_WORDS[diagnosis.verdict])).toBe(true);
      expect(summary(diagnosis)).not.toMatch(/undefined|null|\[object/);
      expect(Object.values(reportOf(diagnosis))).not.toContain(undefined);
    }),
  );
});

test("locked exactly when something that still holds says so", () => {
  fc.assert(
    fc.property(some, (evidence) => {
      const { verdict, findings } = diagnose({ evidence, now: NOW });
      expect(verdict === "locked").toBe(findings.some(({ kind }) => LOCKING.has(kind)));
    }),
  );
});

test("the order of the evidence changes neither verdict nor confidence nor cause", () => {
  const shuffled = some.chain((evidence) =>
    fc.tuple(fc.constant(evidence), fc.shuffledSubarray(evidence, { minLength: evidence.length })),
  );
  fc.assert(
    fc.property(shuffled, ([evidence, other]) => {
      const [a, b] = [evidence, other].map((items) => diagnose({ evidence: items, now: NOW }));
      const core = (one: typeof a) => ({
        verdict: one?.verdict,
        category: one?.category,
        confidence: one?.confidence,
        stage: one?.stage,
        scope: one?.scope,
        cause: one?.causes[0]?.cause,
        code: one?.codes[0],
        question: one?.nextQuestion,
        endsAt: one?.endsAt,
      });
      expect(core(a)).toEqual(core(b));
    }),
  );
});

test("a read that failed never changes the verdict, and never makes it surer", () => {
  fc.assert(
    fc.property(some, anyUnread, (evidence, failed) => {
      const before = diagnose({ evidence, now: NOW });
      const after = diagnose({ evidence: [...evidence, failed], now: NOW });
      expect(after.verdict).toBe(before.verdict);
      expect(SURENESS.indexOf(after.confidence)).toBeLessThanOrEqual(SURENESS.indexOf(before.confidence));
    }),
  );
});

test("what looks healthy never turns locked into anything else", () => {
  fc.assert(
    fc.property(some, fc.array(anyHealthyLook, { minLength: 1, maxLength: 3 }), (evidence, looks) => {
      const before: Verdict = diagnose({ evidence, now: NOW }).verdict;
      fc.pre(before === "locked");
      expect(diagnose({ evidence: [...evidence, ...looks], now: NOW }).verdict).toBe("locked");
    }),
  );
});

test("not locked is confirmed only with a delivered message later than every failure", () => {
  fc.assert(
    fc.property(fc.array(anyGoodSign, { maxLength: 6 }), (evidence) => {
      const { verdict, confidence, findings } = diagnose({ evidence, now: NOW });
      const hasProof = findings.some(({ kind }) => kind === "delivered_later");
      expect(verdict === "not_locked" && confidence === "confirmed" && !hasProof).toBe(false);
    }),
  );
});
