/** A platform through which a number sends. `other` is one we have no recogniser for. */
export const PROVIDERS = [
  "vonage",
  "meta",
  "360dialog",
  "aws",
  "azure",
  "chatwoot",
  "exotel",
  "gupshup",
  "infobip",
  "kapso",
  "sinch",
  "twilio",
  "wati",
  "ycloud",
  "other",
] as const;

export type Provider = (typeof PROVIDERS)[number];

export const PROVIDER_NAMES: Record<Provider, string> = {
  vonage: "Vonage",
  meta: "Meta (Cloud API)",
  "360dialog": "360dialog",
  aws: "AWS End User Messaging",
  azure: "Azure Communication Services",
  chatwoot: "Chatwoot",
  exotel: "Exotel",
  gupshup: "Gupshup",
  infobip: "Infobip",
  kapso: "Kapso",
  sinch: "Sinch",
  twilio: "Twilio",
  wati: "Wati",
  ycloud: "YCloud",
  other: "Another provider",
};
