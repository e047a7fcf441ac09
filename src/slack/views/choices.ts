import type { Incoming, Onboarded, RecentChange, Scope, SupportHome } from "../../domain/evidence.ts";
import { INCOMING, ONBOARDED, SCOPES, SUPPORT_HOME } from "../../domain/evidence.ts";
import { PROVIDER_NAMES, PROVIDERS } from "../../domain/provider.ts";
import type { Choice } from "./blocks.ts";

/** What each answer is called wherever it is offered or shown. */
export const SUPPORT_HOME_WORDS: Record<SupportHome, string> = {
  listed_review: "A violation is listed, with Request Review",
  listed_no_review: "A violation is listed, without Request Review",
  listed_until: "A restriction with an end date is listed",
  in_review: "A review is running",
  unchanged: "Reviewed, decision unchanged",
  nothing_listed: "Nothing is listed",
  no_access: "No access to look",
  not_checked: "Not checked yet",
};

export const SCOPE_WORDS: Record<Scope, string> = {
  number: "This number only",
  account: "The whole WhatsApp account",
  portfolio: "Several accounts of the business",
  unknown: "Not known",
};

export const ONBOARDED_WORDS: Record<Onboarded, string> = {
  recent: "Recently",
  older: "Longer ago",
  unknown: "Not known",
};

export const INCOMING_WORDS: Record<Incoming, string> = {
  works: "Incoming messages arrive",
  stopped: "Incoming messages stopped",
  not_checked: "Not checked",
};

export const CHANGE_WORDS: Record<RecentChange, string> = {
  registered: "The number was registered again",
  migrated: "Moved to another provider or account",
  provider_changed: "The provider was changed",
  pin_changed: "The two-step PIN was set or changed",
  admins_changed: "Admins or partners changed",
  big_campaign: "A big campaign went out",
  templates_edited: "Templates were edited",
  payment_changed: "Payment method or card changed",
  long_silence: "No messages for weeks",
  nothing: "Nothing changed, we asked",
  dont_know: "Don't know",
};

/**
 * Slack allows ten checkboxes and there are eleven answers. A change of provider always moves the number, so
 * `provider_changed` is asked as `migrated`; `nothing` stays, because "nobody touched it" is an answer and a blank is not.
 */
export const OFFERED_CHANGES = [
  "registered",
  "migrated",
  "pin_changed",
  "admins_changed",
  "big_campaign",
  "templates_edited",
  "payment_changed",
  "long_silence",
  "nothing",
  "dont_know",
] as const satisfies readonly RecentChange[];

export function offeredChange(change: RecentChange): RecentChange {
  return change === "provider_changed" ? "migrated" : change;
}

export const PROVIDER_CHOICES: readonly Choice[] = PROVIDERS.map((value) => ({ value, text: PROVIDER_NAMES[value] }));
export const SUPPORT_HOME_CHOICES = choices(SUPPORT_HOME, SUPPORT_HOME_WORDS);
export const SCOPE_CHOICES = choices(SCOPES, SCOPE_WORDS);
export const ONBOARDED_CHOICES = choices(ONBOARDED, ONBOARDED_WORDS);
export const INCOMING_CHOICES = choices(INCOMING, INCOMING_WORDS);
export const CHANGE_CHOICES = choices(OFFERED_CHANGES, CHANGE_WORDS);

/** One choice per value, in the order of the values. */
export function choices<T extends string>(values: readonly T[], words: Record<T, string>): readonly Choice[] {
  return values.map((value) => ({ value, text: words[value] }));
}
