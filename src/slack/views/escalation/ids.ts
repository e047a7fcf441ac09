import { QUESTION } from "../questions.ts";

/** The modal's ids. Others script against them: `docs/design.md`, "Contract". */
export const ESCALATE = "escalate";

export const ESCALATION = {
  ...QUESTION,
  provider: "provider",
  number: "number",
  firstSeen: "first_seen",
  errors: "errors",
  apiKey: "api_key",
  wabaId: "waba_id",
  customer: "customer",
  metaAdmin: "meta_admin",
} as const;
