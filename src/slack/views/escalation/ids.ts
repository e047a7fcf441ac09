/** The modal's ids. Others script against them: `docs/design.md`, "Contract". */
export const ESCALATE = "escalate";

export const ESCALATION = {
  provider: "provider",
  number: "number",
  firstSeen: "first_seen",
  errors: "errors",
  apiKey: "api_key",
  supportHome: "business_support_home",
  scope: "scope",
  onboarded: "onboarded",
  wabaId: "waba_id",
  recentChanges: "recent_changes",
  incoming: "incoming",
  customer: "customer",
  metaAdmin: "meta_admin",
} as const;
