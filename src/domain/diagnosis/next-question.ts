import type { Evidence } from "../evidence.ts";
import type { Question, Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
import { hasMetaPayment, isListed } from "./kinds.ts";

/**
 * The one question whose answer would change the diagnosis most, in the order: paste or code, Business Support Home,
 * recent changes, scope. `null` once the path is fixed.
 */
export function nextQuestion(
  verdict: Verdict,
  standing: readonly Finding[],
  evidence: readonly Evidence[],
): Question | null {
  if (verdict === "unknown") return forUnknown(standing, evidence);
  if (verdict === "locked") return forLock(standing, evidence);
  if (verdict === "restricted") return forRestriction(standing, evidence);
  const isUnexplained = standing.some((finding) => finding.kind === "health_blocked");
  return verdict === "blocked" && isUnexplained && !isExplained(standing) ? supportHome(evidence) : null;
}

function forUnknown(standing: readonly Finding[], evidence: readonly Evidence[]): Question | null {
  if (standing.some((finding) => finding.kind === "sign_seen" && finding.sign === "unofficial_client")) return null;
  if (standing.some(isListed)) return null;
  const hasNoCode = evidence.some((item) => item.kind === "answer_provider_code");
  if (!hasNoCode) {
    return standing.some(asksForCode) ? "provider_code" : "paste_or_code";
  }
  return supportHome(evidence) ?? recentChanges(evidence) ?? scope(evidence);
}

function asksForCode(finding: Finding): boolean {
  return finding.kind === "provider_generic_failure" || finding.kind === "profile_unreadable";
}

function forLock(standing: readonly Finding[], evidence: readonly Evidence[]): Question | null {
  const has = (kind: Finding["kind"]) => standing.some((finding) => finding.kind === kind);
  if (has("banned") || has("disable_scheduled") || standing.some(isListed)) return null;
  const asked = supportHome(evidence);
  // A PIN named by Meta fixes the path without the admin's look; a payment beside the lock does not.
  if ((has("pin_in_details") || has("pin_refused")) && !standing.some(hasMetaPayment)) return null;
  if (asked !== null) return asked;
  if (has("technical_block")) return scope(evidence);
  return recentChanges(evidence) ?? scope(evidence);
}

function forRestriction(standing: readonly Finding[], evidence: readonly Evidence[]): Question | null {
  const endIsKnown = standing.some((finding) => finding.kind === "restricted_until" && finding.endsAt !== undefined);
  return endIsKnown || standing.some(isListed) ? null : supportHome(evidence);
}

/** Another finding of the same weight names a cause already. */
function isExplained(standing: readonly Finding[]): boolean {
  return standing.some((finding) =>
    [
      "payment_blocked",
      "not_verified",
      "pin_refused",
      "not_registered",
      "register_wait",
      "coexistence_dropped",
    ].includes(finding.kind),
  );
}

function supportHome(evidence: readonly Evidence[]): Question | null {
  return evidence.some((item) => item.kind === "answer_support_home") ? null : "support_home";
}

function recentChanges(evidence: readonly Evidence[]): Question | null {
  return evidence.some((item) => item.kind === "answer_recent_changes") ? null : "recent_changes";
}

function scope(evidence: readonly Evidence[]): Question | null {
  return evidence.some((item) => item.kind === "answer_scope") ? null : "scope";
}
