import type { Stage, Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";

/** Where the account stands on Meta's ladder: warning, timed restriction, lock, disabling (Meta: policy-enforcement). */
export function stageOf(verdict: Verdict, standing: readonly Finding[]): Stage | null {
  const has = (...kinds: readonly Finding["kind"][]) => standing.some((finding) => kinds.includes(finding.kind));
  if (has("banned")) return "disabled";
  if (has("disable_scheduled")) return "scheduled_for_disable";
  if (verdict === "locked") return "locked";
  if (verdict === "restricted" || standing.some(isActiveRestriction)) return "restricted";
  return has("violation_recorded", "violation_listed") ? "warned" : null;
}

function isActiveRestriction(finding: Finding): boolean {
  return finding.kind === "restricted_until" && !finding.hasEnded;
}
