import { buildHealth } from "./health.ts";
import type { Look } from "./look.ts";

export type Node = Readonly<Record<string, unknown>>;

/** A kind of node: its name in Graph's messages, and what it knows. */
export type Kind = {
  type: string;
  /** What comes back when no `fields` are asked for. */
  usual: readonly string[];
  /** The same for a row of a list, where it is more. */
  usualInList?: readonly string[];
  /** Fields that Graph knows and leaves out when they hold nothing. */
  mayBeAbsent: readonly string[];
};

export const BUSINESS_ID = "700300000000001";
export const APP_ID = "700400000000001";

const NUMBER_USUAL = ["id", "display_phone_number", "verified_name", "quality_rating"];

export const NUMBER: Kind = {
  type: "WhatsAppBusinessPhoneNumber",
  usual: NUMBER_USUAL,
  usualInList: [...NUMBER_USUAL, "code_verification_status", "platform_type", "throughput", "webhook_configuration"],
  mayBeAbsent: ["certificate", "new_certificate", "conversational_automation", "username", "webhook_configuration"],
};

export const ACCOUNT: Kind = {
  type: "WhatsAppBusinessAccount",
  usual: ["id", "name", "timezone_id", "message_template_namespace"],
  mayBeAbsent: [
    "primary_funding_id",
    "purchase_order_number",
    "linked_commerce_account",
    "on_behalf_of_business_info",
    "marketing_messages_ad_account",
  ],
};

export const PORTFOLIO: Kind = { type: "Business", usual: ["id", "name"], mayBeAbsent: [] };
export const PERSON: Kind = { type: "SystemUser", usual: ["id", "name"], mayBeAbsent: [] };

type NumberIds = { id: string; accountId: string; display: string; look: Look };

export function numberNode({ id, accountId, display, look }: NumberIds): Node {
  const ids = { number: id, account: accountId, business: BUSINESS_ID, app: APP_ID };
  return {
    id,
    display_phone_number: display,
    verified_name: "Lantern Lane Tea",
    status: "CONNECTED",
    quality_rating: "GREEN",
    quality_score: { score: "GREEN" },
    name_status: "APPROVED",
    new_name_status: "NONE",
    code_verification_status: "VERIFIED",
    platform_type: "CLOUD_API",
    is_pin_enabled: false,
    is_on_biz_app: false,
    is_official_business_account: false,
    is_preverified_number: false,
    account_mode: "LIVE",
    throughput: { level: "STANDARD" },
    whatsapp_business_manager_messaging_limit: "TIER_2K",
    search_visibility: "VISIBLE",
    eligibility_for_api_business_global_search: "ELIGIBLE",
    country_code: "US",
    country_dial_code: "1",
    last_onboarded_time: "2025-03-02T09:14:07+0000",
    ...look.node,
    health_status: buildHealth(look.health ?? {}, ids),
  };
}

export function accountNode(id: string, look: Look = {}): Node {
  return {
    id,
    name: "Lantern Lane Tea",
    status: "ACTIVE",
    currency: "USD",
    country: "US",
    timezone_id: "1",
    message_template_namespace: `5a1c9d3e_0000_4000_8000_${id.slice(-12)}`,
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    ownership_type: "SELF",
    is_enabled_for_insights: true,
    is_shared_with_partners: false,
    primary_funding_id: `7009${id.slice(-11)}`,
    primary_business_location: "US",
    owner_business_info: { name: "Lantern Lane", id: BUSINESS_ID },
    marketing_messages_onboarding_status: "ONBOARDED",
    marketing_messages_lite_api_status: "ONBOARDED",
    whatsapp_business_manager_messaging_limit: "TIER_2K",
    ...look.account,
    health_status: buildHealth(look.health ?? {}, { account: id, business: BUSINESS_ID, app: APP_ID }),
  };
}

export const PORTFOLIO_NODE: Node = { id: BUSINESS_ID, name: "Lantern Lane", verification_status: "verified" };
export const PERSON_NODE: Node = { id: "700200000000001", name: "Sandbox system user" };
