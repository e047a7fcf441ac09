import type { Cause } from "./cause.ts";
import type { Confidence, RankedCause, Verdict } from "./diagnosis.ts";
import type { Finding, FindingKind } from "./finding.ts";

type Claim = { cause: Cause; confidence: Confidence; at?: "meta" | "provider"; because: FindingKind };

const SUREST_FIRST: readonly Confidence[] = ["confirmed", "likely", "possible"];

/** Why it is so, the likeliest first, each with the kinds of findings that carry it. */
export function rankCauses(
  standing: readonly Finding[],
  verdict: Verdict,
  lockPossible: boolean,
): readonly RankedCause[] {
  const claims = standing.flatMap((finding) => claimsOf(finding, standing, verdict));
  const ranked = merge(claims).sort(
    (a, b) =>
      SUREST_FIRST.indexOf(a.confidence) - SUREST_FIRST.indexOf(b.confidence) ||
      b.because.length - a.because.length ||
      (a.cause < b.cause ? -1 : 1),
  );
  if (ranked.length > 0) return ranked;
  const carriers = standing.map((finding) => finding.kind).filter((kind) => UNEXPLAINED.includes(kind));
  if (verdict === "locked" || verdict === "blocked" || verdict === "restricted" || lockPossible) {
    return [{ cause: "unknown", confidence: "possible", because: unique(carriers) }];
  }
  return [];
}

const UNEXPLAINED: readonly FindingKind[] = [
  "send_refused_as_locked",
  "register_refused_as_locked",
  "health_blocked",
  "provider_generic_failure",
  "profile_unreadable",
  "sign_seen",
];

/** What one finding says about the cause. A lock code alone names none: Meta documents two families under 131031. */
function claimsOf(finding: Finding, all: readonly Finding[], verdict: Verdict): readonly Claim[] {
  const claim = (cause: Cause, confidence: Confidence): Claim => ({ cause, confidence, because: finding.kind });
  switch (finding.kind) {
    case "banned":
    case "disable_scheduled":
      return [claim("policy_violation", "likely")];
    case "violation_listed":
      return [claim("policy_violation", "confirmed")];
    case "violation_recorded":
    case "restricted_by_code":
    case "restricted_until":
      return [claim("policy_violation", "likely")];
    case "pin_refused":
      return [claim("pin_mismatch", "confirmed")];
    case "pin_in_details":
      return [claim("pin_mismatch", "likely")];
    case "register_refused_as_locked":
      return [claim("pin_mismatch", "possible"), claim("policy_violation", "possible")];
    case "send_refused_as_locked":
      return [claim("policy_violation", "possible")];
    case "technical_block":
      return [claim("technical_lock", finding.withLock ? "likely" : "possible")];
    case "nothing_listed":
      // Nothing listed says nothing about a PIN; what remains is technical.
      return verdict === "locked" ? [claim("technical_lock", "possible")] : [];
    case "changes_before":
      return byChanges(finding, all, verdict);
    case "payment_blocked":
      return [{ ...claim("payment", finding.code?.code === 131042 ? "likely" : "confirmed"), at: finding.at }];
    case "not_verified":
      return [claim("verification", finding.code === undefined ? "possible" : "likely")];
    case "access_lost":
      return [{ ...claim("access_lost", "likely"), ...(finding.at === undefined ? {} : { at: finding.at }) }];
    case "access_removed":
      return [{ ...claim("access_lost", "confirmed"), at: "meta" }];
    case "coexistence_dropped":
      return [claim("number_moved", "confirmed")];
    case "account_deleted":
      return [claim("number_moved", "likely")];
    case "not_registered":
      return finding.status === "MIGRATED" ? [claim("number_moved", "likely")] : [];
    case "compromise_suspected":
      return [claim("security", finding.by === "pin_event" ? "possible" : "likely")];
    case "quality_limited":
      return [claim("user_complaints", "likely")];
    case "inactive_long":
      return verdict === "locked" || verdict === "unknown" ? [claim("inactivity", "possible")] : [];
    default:
      return [];
  }
}

function byChanges(
  finding: Extract<Finding, { kind: "changes_before" }>,
  all: readonly Finding[],
  verdict: Verdict,
): readonly Claim[] {
  if (verdict !== "locked") return [];
  const claim = (cause: Cause, confidence: Confidence): Claim => ({ cause, confidence, because: finding.kind });
  const nothingListed = all.some((one) => one.kind === "nothing_listed");
  const claims: Claim[] = [];
  if (finding.touchedRegistration) claims.push(claim("pin_mismatch", nothingListed ? "likely" : "possible"));
  else if (nothingListed) claims.push(claim("technical_lock", "likely"));
  if (finding.changes.includes("admins_changed")) claims.push(claim("security", "possible"));
  if (finding.changes.includes("big_campaign")) {
    claims.push(claim("suspicious_activity", "possible"), claim("user_complaints", "possible"));
  }
  if (finding.changes.includes("templates_edited")) claims.push(claim("policy_violation", "possible"));
  if (finding.changes.includes("payment_changed")) claims.push({ ...claim("payment", "possible"), at: "meta" });
  return claims;
}

function merge(claims: readonly Claim[]): RankedCause[] {
  const byKey = new Map<string, RankedCause>();
  for (const { cause, confidence, at, because } of claims) {
    const key = `${cause} ${at ?? ""}`;
    const known = byKey.get(key);
    byKey.set(key, {
      cause,
      confidence: known === undefined ? confidence : surer(known.confidence, confidence),
      ...(at === undefined ? {} : { at }),
      because: unique([...(known?.because ?? []), because]),
    });
  }
  return [...byKey.values()];
}

function surer(a: Confidence, b: Confidence): Confidence {
  return SUREST_FIRST.indexOf(a) <= SUREST_FIRST.indexOf(b) ? a : b;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
