import type { ShortValues } from "../../../sandbox/slack/state/values.ts";

type Answer = string | number | string[];

export type Form = {
  number: string;
  errors: string;
  provider?: string;
  first_seen?: number;
  api_key?: string;
  business_support_home?: string;
  scope?: string;
  onboarded?: string;
  waba_id?: string;
  recent_changes?: string[];
  incoming?: string;
  customer?: string;
};

/** The escalation form as somebody at Vonage fills it, an hour after it began. */
export function filled(form: Partial<Form>): ShortValues {
  return fields({ provider: "vonage", first_seen: unixNow() - 3600, api_key: "abcd1234", ...form });
}

/** Every input of ours has the same `action_id`. */
export function fields(answers: Readonly<Record<string, Answer>>): ShortValues {
  return Object.fromEntries(Object.entries(answers).map(([block, value]) => [block, { value }]));
}

export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

/** What a send is answered when the account is locked. */
export const LOCKED = JSON.stringify({
  error: {
    message: "(#131031) Business Account locked",
    type: "OAuthException",
    code: 131031,
    error_data: { messaging_product: "whatsapp", details: "Business account has been locked." },
    fbtrace_id: "AEndToEndTrace01",
  },
});
