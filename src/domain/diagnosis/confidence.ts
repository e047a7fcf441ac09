import type { Code, CodeRow } from "../codes/code.ts";
import { lookUp } from "../codes/index.ts";
import type { Evidence } from "../evidence.ts";
import { DAY, type Instant, msBetween } from "../time.ts";
import type { Confidence, Verdict } from "./diagnosis.ts";
import { BANNED } from "./rules/lock-codes.ts";
import type { Concluded } from "./rules/rule.ts";
import { seenErrors } from "./seen-errors.ts";
import { codeOf, weigh } from "./weight.ts";

/** A failure older than this may have been mended since: locks have been seen to lift on Meta's side. */
const FRESH_MS = 3 * DAY;

const BANNED_CODE: Code = { namespace: "meta", code: BANNED };

const WORST_FIRST: readonly Confidence[] = ["possible", "likely", "confirmed"];

/**
 * How sure the verdict is. The least sure of these holds, the first three for the surest observation that says the same:
 * 1. what carries it: a live read, a webhook, or an error body with the code can confirm; a code without its body,
 *    a person's answer and a sign can make it likely; nothing at all makes it possible;
 * 2. how the code is sourced: one source or field reports are at most likely, a weak source or 141008 possible;
 * 3. age: a failure or read of more than three days ago is at most likely;
 * 4. what speaks against it: a delivered message, or Meta's own health answer AVAILABLE beside a refused send, leaves
 *    it likely. CONNECTED, GREEN and an empty Business Support Home change nothing: locked numbers show them too;
 * 5. what we could not read: a probe that failed takes "confirmed" away, and for "not locked" one step more.
 * `not_locked` is confirmed only by a delivered message that is later than every failure and less than a day old,
 * seen together with a second sign of life; `unknown` is always possible.
 */
export function confidenceOf(
  verdict: Verdict,
  deciding: Concluded | undefined,
  standing: readonly Concluded[],
  evidence: readonly Evidence[],
  now: Instant,
): Confidence {
  if (verdict === "unknown" || deciding === undefined) return "possible";
  const failedRead = evidence.some(isFailedRead);
  if (verdict === "not_locked") return step(notLocked(deciding, standing, evidence, now), failedRead ? 1 : 0);
  return least(
    surest(carriers(deciding, standing).map((one) => strength(one, now))),
    standing.some(speaksAgainst) && verdict === "locked" ? "likely" : "confirmed",
    failedRead ? "likely" : "confirmed",
  );
}

/** Everything that says the same as what decided: the surest of it counts. */
function carriers(deciding: Concluded, standing: readonly Concluded[]): readonly Concluded[] {
  const { level, category } = weigh(deciding.finding) ?? {};
  return standing.filter(({ finding }) => {
    const weight = weigh(finding);
    return weight !== undefined && weight.level === level && weight.category === category;
  });
}

function strength(one: Concluded, now: Instant): Confidence {
  return least(carriedBy(one), sourced(one), isOld(one.from.at, now) ? "likely" : "confirmed");
}

function carriedBy({ finding, from }: Concluded): Confidence {
  switch (finding.kind) {
    case "technical_block":
      return "possible";
    case "restricted_until":
      return finding.hasEnded ? "possible" : fromEvidence(from);
    case "disable_scheduled":
    case "violation_listed":
    case "health_limited":
      return "likely";
    case "restricted_by_code":
      // Meta uses 368 for disabled accounts too.
      return "likely";
    case "payment_blocked":
      // 131042 also answers when the account is suspended; a health read of the account tells.
      return finding.code?.code === 131042 ? "likely" : fromEvidence(from);
    case "banned":
      return finding.by === "review" ? "likely" : fromEvidence(from);
    default:
      return fromEvidence(from);
  }
}

function fromEvidence(from: Evidence): Confidence {
  if (from.source === "probe" || from.source === "webhook") return "confirmed";
  if (from.source === "answer") return "likely";
  if (from.kind === "sign" || (from.kind === "restriction" && from.inWords)) return "likely";
  if (from.kind !== "error") return "confirmed";
  return hasBody(from) ? "confirmed" : "likely";
}

/** A number somebody typed is less than the error it came from. */
function hasBody(error: Extract<Evidence, { kind: "error" }>): boolean {
  return (
    error.origin !== "unknown" || error.details !== undefined || error.messageId !== undefined || error.at !== undefined
  );
}

function sourced({ finding, from }: Concluded): Confidence {
  const isHealth = from.kind === "health" || (from.kind === "error" && from.origin === "health");
  const code = codeOf(finding) ?? (finding.kind === "banned" && finding.by === "health" ? BANNED_CODE : undefined);
  const row: CodeRow | undefined = code === undefined ? undefined : lookUp(code, isHealth ? "health" : undefined);
  if (row === undefined || row.sourced === "sure") return "confirmed";
  return row.sourced === "unsure" ? "possible" : "likely";
}

function speaksAgainst({ finding }: Concluded): boolean {
  return finding.kind === "health_available" || finding.kind === "delivered" || finding.kind === "delivered_later";
}

function notLocked(
  deciding: Concluded,
  standing: readonly Concluded[],
  evidence: readonly Evidence[],
  now: Instant,
): Confidence {
  if (deciding.finding.kind === "violation_recorded") return "possible";
  const delivered = standing.filter(({ finding }) => finding.kind === "delivered_later");
  if (!delivered.some(({ from }) => from.at !== undefined && msBetween(from.at, now) <= DAY)) return "likely";
  const signsOfLife = [
    delivered.length > 1,
    standing.some(({ finding }) => finding.kind === "health_available"),
    evidence.some((item) => item.kind === "incoming" && isAfterFailures(item.at, evidence)),
  ];
  return signsOfLife.some(Boolean) ? "confirmed" : "likely";
}

function isAfterFailures(at: Instant | undefined, evidence: readonly Evidence[]): boolean {
  return (
    at !== undefined && seenErrors(evidence).every(({ from }) => from.at !== undefined && msBetween(from.at, at) > 0)
  );
}

/** Not being set up or not being asked is no failure. */
function isFailedRead(item: Evidence): boolean {
  return item.kind === "unread" && item.why !== "not_configured" && item.why !== "not_asked";
}

function isOld(at: Instant | undefined, now: Instant): boolean {
  return at !== undefined && msBetween(at, now) > FRESH_MS;
}

function least(...all: readonly Confidence[]): Confidence {
  return WORST_FIRST[Math.min(...all.map((one) => WORST_FIRST.indexOf(one)))] ?? "possible";
}

function surest(all: readonly Confidence[]): Confidence {
  return WORST_FIRST[Math.max(...all.map((one) => WORST_FIRST.indexOf(one)))] ?? "possible";
}

function step(confidence: Confidence, down: number): Confidence {
  return WORST_FIRST[Math.max(0, WORST_FIRST.indexOf(confidence) - down)] ?? "possible";
}
