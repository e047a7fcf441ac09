const VONAGE_LOCK =
  "https://api.support.vonage.com/hc/en-us/articles/25859589458972-WhatsApp-Business-Account-Locked-Error-1330";
const CHAKRA_LOCK =
  "https://articles.chakrahq.com/article/whatsapp-api-error-131031-business-account-locked-what-it-means-and-how-to-fix-it-fast/";
const META = "https://developers.facebook.com/documentation/business-messaging/whatsapp";

export type SourceInfo = { title: string; url: string | null };

/** Everything a step may name besides the numbered points of the two articles (docs/seed-coverage.md). */
export const SOURCES = {
  "meta:error-codes": { title: "Meta: error codes", url: `${META}/error-codes` },
  "meta:health-status": { title: "Meta: messaging health status", url: `${META}/support/health-status` },
  "meta:phone-numbers": { title: "Meta: business phone numbers", url: `${META}/business-phone-numbers/phone-numbers` },
  "meta:registration": { title: "Meta: registering a number", url: `${META}/business-phone-numbers/registration` },
  "meta:two-step": {
    title: "Meta: two-step verification",
    url: `${META}/business-phone-numbers/two-step-verification`,
  },
  "meta:policy-enforcement": { title: "Meta: policy enforcement", url: `${META}/policy-enforcement` },
  "meta:violations": { title: "Meta: policy violations", url: `${META}/policy-enforcement-violations` },
  "meta:support-home": {
    title: "Meta: Business Support Home",
    url: "https://business.facebook.com/business-support-home",
  },
  "meta:support": { title: "Meta: support for the platform", url: `${META}/support` },
  "meta:direct-support": { title: "Meta: Direct Support", url: "https://business.facebook.com/direct-support" },
  "meta:permissions": { title: "Meta: permissions", url: `${META}/permissions` },
  "meta:webhooks": { title: "Meta: webhooks", url: `${META}/webhooks/overview` },
  "meta:account-update": {
    title: "Meta: account_update webhook",
    url: `${META}/webhooks/reference/account_update`,
  },
  "meta:security-webhook": { title: "Meta: security webhook", url: `${META}/webhooks/reference/security` },
  "meta:sign-up": {
    title: "Meta: numbers of solution providers, Embedded Sign-up",
    url: `${META}/solution-providers/manage-phone-numbers`,
  },
  "vonage:errors": { title: "Vonage: API errors", url: "https://developer.vonage.com/en/api-errors" },
  "vonage:status-callbacks": {
    title: "Vonage: WhatsApp status callbacks",
    url: "https://developer.vonage.com/en/messages/concepts/whatsapp/wa-status-callbacks",
  },
  "vonage:notifications": {
    title: "Vonage: WhatsApp notification subscriptions",
    url: "https://developer.vonage.com/en/channel-manager/guides/whatsapp/notification-webhooks",
  },
  "vonage:hosted-sign-up": {
    title: "Vonage: hosted Embedded Sign-up",
    url: "https://developer.vonage.com/en/channel-manager/guides/whatsapp/hosted-es-flow",
  },
  "vonage:enforcement": {
    title: "Vonage: WhatsApp policy enforcement",
    url: "https://api.support.vonage.com/hc/en-us/articles/13159589787548",
  },
  "kapso:restrictions": {
    title: "Kapso: account restrictions",
    url: "https://docs.kapso.ai/docs/how-to/whatsapp/account-restrictions",
  },
  "wapisnap:faq": { title: "Wapisnap: questions and answers", url: "https://wapisnap.com/faq" },
  "ycloud:restrictions": { title: "YCloud: account restrictions and appeals", url: null },
  "field report": { title: "seen in public reports, not documented", url: null },
  /** Support experience without a document behind it: advice, never a rule. */
  practice: { title: "support practice", url: null },
} as const satisfies Record<string, SourceInfo>;

/** What a source key stands for: `V12` and `C30` are points of the two articles, the rest is the table. */
export function sourceOf(key: string): SourceInfo | undefined {
  if (/^V(-G)?\d+$/.test(key)) return { title: `Vonage: account locked, error 1330 (${key})`, url: VONAGE_LOCK };
  if (/^C(-G)?\d+$/.test(key)) return { title: `Chakra: error 131031 (${key})`, url: CHAKRA_LOCK };
  return (SOURCES as Readonly<Record<string, SourceInfo>>)[key];
}
