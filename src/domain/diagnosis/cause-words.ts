import type { Cause } from "./cause.ts";
import type { Confidence, RankedCause } from "./diagnosis.ts";

/** Names of causes, for lists and headings. */
export const CAUSE_NAMES: Record<Cause, string> = {
  policy_violation: "policy violation",
  pin_mismatch: "two-step PIN or registration data that do not match",
  payment: "payment",
  verification: "business verification or profile",
  inactivity: "long inactivity",
  suspicious_activity: "suspicious activity",
  security: "security of the account",
  user_complaints: "complaints of users",
  linked_account: "another account of the same business",
  technical_lock: "technical lock at Meta",
  access_lost: "lost access",
  number_moved: "number moved or left the platform",
  unknown: "not known yet",
};

/** What makes a cause weaker or sharper than its name; shown behind it. */
const CAUSE_NOTES: Partial<Record<Cause, string>> = {
  inactivity: "reported by Vonage; Meta's pages do not know a lock for inactivity",
  technical_lock: "what remains when nothing else fits, not something we saw",
  linked_account: "reported by Vonage; ask about other accounts of the business",
};

const HOW_SURE: Record<Confidence, string> = {
  confirmed: "Cause",
  likely: "Likely cause",
  possible: "Possible cause",
};

/** One line: `Likely cause: policy violation.` */
export function causeLine({ cause, confidence, at }: RankedCause): string {
  const where = at === undefined ? "" : at === "meta" ? " at Meta" : " at the provider";
  const note = CAUSE_NOTES[cause];
  if (cause === "unknown") return "The cause is not known yet.";
  return `${HOW_SURE[confidence]}: ${CAUSE_NAMES[cause]}${where}${note === undefined ? "" : ` (${note})`}.`;
}
