export const CAUSES = [
  "policy_violation",
  "pin_mismatch",
  "payment",
  "verification",
  "inactivity",
  "suspicious_activity",
  "security",
  "user_complaints",
  "linked_account",
  "technical_lock",
  "access_lost",
  "number_moved",
  "unknown",
] as const;

export type Cause = (typeof CAUSES)[number];
