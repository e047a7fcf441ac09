import { type RecentChange, SCOPES, type Scope, SUPPORT_HOME, type SupportHome } from "../evidence.ts";
import type { Question } from "./diagnosis.ts";

export type Option = { value: string; label: string };
export type Asked = { asks: string; options: readonly Option[] | "field" };

const SUPPORT_HOME_OPTIONS: Record<SupportHome, string> = {
  listed_review: "Listed, with Request Review",
  listed_no_review: "Listed, without a review",
  listed_until: "Listed, with an end date",
  in_review: "In review",
  unchanged: "Review answered: unchanged",
  nothing_listed: "Nothing listed",
  no_access: "No access to it",
  not_checked: "Don't know",
};

const SCOPE_OPTIONS: Record<Scope, string> = {
  number: "This number only",
  account: "All numbers of the account",
  portfolio: "Several accounts of the business",
  unknown: "Don't know",
};

/** The answers that change the path; the escalation form asks for the others. */
const CHANGE_OPTIONS: readonly (Option & { value: RecentChange })[] = [
  { value: "registered", label: "Registered again" },
  { value: "migrated", label: "Moved to another account" },
  { value: "pin_changed", label: "PIN changed" },
  { value: "provider_changed", label: "Provider changed" },
  { value: "admins_changed", label: "Admins changed" },
  { value: "big_campaign", label: "Big campaign" },
  { value: "templates_edited", label: "Templates edited" },
  { value: "payment_changed", label: "Payment changed" },
  { value: "long_silence", label: "Long silence" },
  { value: "nothing", label: "Nothing" },
  { value: "dont_know", label: "Don't know" },
];

const QUESTIONS: Record<Question, Asked> = {
  paste_or_code: {
    asks: "Paste the error of a failed message, a webhook or a health check. No error at hand? Pick what you see.",
    options: "field",
  },
  provider_code: {
    asks: "Which code stands beside the provider's error? Look in the provider's message log for a second number, such as 131031.",
    options: [
      { value: "none_shown", label: "None is shown" },
      { value: "dont_know", label: "Don't know" },
    ],
  },
  support_home: {
    asks: "What does Business Support Home show for this account? Only an admin of the portfolio that owns it sees this.",
    options: SUPPORT_HOME.map((value) => ({ value, label: SUPPORT_HOME_OPTIONS[value] })),
  },
  recent_changes: {
    asks: "What happened in the two weeks before? A registration, a move or a new PIN changes the way forward.",
    options: CHANGE_OPTIONS,
  },
  scope: {
    asks: "What else is affected? Try another number of the same account, and one of another account.",
    options: SCOPES.map((value) => ({ value, label: SCOPE_OPTIONS[value] })),
  },
};

/** The question in words and its answers; `field` means that text is pasted instead. */
export function questionText(question: Question): Asked {
  return QUESTIONS[question];
}
