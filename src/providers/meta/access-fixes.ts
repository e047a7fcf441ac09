import type { UnreadReason } from "../../domain/evidence.ts";

/** What to do, by why a read failed. */
export type Fixes = Readonly<Partial<Record<UnreadReason, string>>>;

export const OTHER_FIXES: Fixes = {
  token_expired: "Create a new system user token in Business settings and set META_ACCESS_TOKEN.",
  rate_limited: "Wait, then try again. The hourly limit is shared with everything else that uses this app.",
  unavailable: "Check the network and GRAPH_API_URL; otherwise it is Meta's trouble.",
  timed_out: "Check the network and GRAPH_API_URL; otherwise it is Meta's trouble.",
  not_understood: "Check GRAPH_API_URL and GRAPH_API_VERSION.",
};

export const TOKEN_FIXES: Fixes = {
  no_permission: "Create the system user token again and tick whatsapp_business_management.",
};

const ASSIGN =
  "In Business settings, assign this WhatsApp account to the system user of the token, and check META_WABA_IDS.";
export const ACCOUNT_FIXES: Fixes = { no_permission: ASSIGN, not_found: ASSIGN };

const BUSINESS = "Check META_BUSINESS_ID and give the token business_management, or set META_WABA_IDS instead.";
export const PORTFOLIO_FIXES: Fixes = { no_permission: BUSINESS, not_found: BUSINESS };
