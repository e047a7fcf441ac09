import type { Evidence } from "../evidence.ts";
import type { Provider } from "../provider.ts";
import { ABOUT_META } from "./found.ts";

/** Shapes that only one system writes, the most particular first. */
const MARKS: readonly (readonly [Provider, RegExp])[] = [
  ["kapso", /["']?kapso["']?\s{0,3}[:=]|\bkapso\b/i],
  ["wati", /accountUpdated|templateMessageFailed|sessionMessageFailed|\bwati\b|failedCode/],
  ["ycloud", /whatsapp\.business_account\.updated|whatsappBusinessAccount|ycloud/i],
  ["aws", /aws\.social-messaging|arn:aws:social-messaging|whatsAppWebhookEntry|End User Messaging/],
  ["azure", /Microsoft\.Communication|microsoft\.communication/],
  ["sinch", /message_delivery_report|\bsinch\b/i],
  ["gupshup", /gupshup|\bgsId\b/i],
  ["infobip", /infobip|["']groupName["']/i],
  ["exotel", /exo_?status|\bexotel\b/i],
  ["chatwoot", /external_error|\bchatwoot\b/i],
  ["twilio", /\btwilio\b|MessageSid|AccountSid|\bSM[0-9a-f]{32}\b/],
  ["360dialog", /developerMessage|360dialog|D360-/i],
  [
    "vonage",
    /vonage|nexmo|message_uuid|["']notification_id["']\s{0,3}:|fail(?:ed)? to get (?:the )?number'?s? profile/i,
  ],
];

const METAS_OWN = /whatsapp_business_account|messaging_product|WhatsAppBusiness|fbtrace_id|display_phone_number/;

/** Whose error format the text shows; Meta's payload handed through counts as the system that shows itself. */
export function whichProvider(text: string, evidence: readonly Evidence[]): Provider | "none" {
  const namespaces = new Set(evidence.flatMap((one) => (one.kind === "error" ? [one.namespace] : [])));
  const mark = MARKS.find(([, pattern]) => pattern.test(text))?.[0];
  if (mark) return mark;
  for (const namespace of ["vonage", "twilio", "exotel", "gupshup"] as const)
    if (namespaces.has(namespace)) return namespace;
  if (evidence.some((one) => one.kind !== "sign") || METAS_OWN.test(text)) return "meta";
  if (evidence.some((one) => one.kind === "sign" && one.sign === "unofficial_client")) return "none";
  return evidence.length > 0 && ABOUT_META.test(text) ? "meta" : "none";
}
