import type { Finding } from "./finding.ts";

/** A call was answered with a lock code. */
export function isRefusal(finding: Finding): boolean {
  return finding.kind === "send_refused_as_locked" || finding.kind === "register_refused_as_locked";
}

export function hasMetaPayment(finding: Finding): boolean {
  return finding.kind === "payment_blocked" && finding.at === "meta";
}

/** Business Support Home shows something for this account, whatever can be done about it. */
export function isListed(finding: Finding): boolean {
  return finding.kind === "violation_listed";
}

/** Signs that can each have another reason; two of them together make a lock possible. */
export function isLockSign(finding: Finding): boolean {
  if (finding.kind === "provider_generic_failure" || finding.kind === "profile_unreadable") return true;
  return finding.kind === "sign_seen" && (finding.sign === "inbound_silent" || finding.sign === "healthy_but_silent");
}
