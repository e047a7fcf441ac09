import type { InputBlock } from "@slack/types";
import {
  INCOMING,
  type Incoming,
  ONBOARDED,
  type Onboarded,
  RECENT_CHANGES,
  type RecentChange,
  SCOPES,
  type Scope,
  SUPPORT_HOME,
  type SupportHome,
} from "../../domain/evidence.ts";
import {
  CHANGE_CHOICES,
  INCOMING_CHOICES,
  ONBOARDED_CHOICES,
  offeredChange,
  SCOPE_CHOICES,
  SUPPORT_HOME_CHOICES,
} from "./choices.ts";
import { type Checked, changesField } from "./escalation/fields.ts";
import { checkboxInput, choiceOf, choicesOf, type FormValues, selectInput } from "./inputs.ts";

/** Blocks of the questions that the escalation form and *Update* ask alike. */
export const QUESTION = {
  supportHome: "business_support_home",
  scope: "scope",
  onboarded: "onboarded",
  recentChanges: "recent_changes",
  incoming: "incoming",
} as const;

export function supportHomeInput(known?: SupportHome): InputBlock {
  const hint = "Only an admin of the portfolio that owns the account sees this. Nothing listed proves nothing.";
  const words = { id: QUESTION.supportHome, label: "Business Support Home", hint, optional: true };
  return selectInput(words, SUPPORT_HOME_CHOICES, known);
}

export function scopeInput(known?: Scope): InputBlock {
  const words = {
    id: QUESTION.scope,
    label: "What is affected?",
    hint: "As far as anybody has tried.",
    optional: true,
  };
  return selectInput(words, SCOPE_CHOICES, known);
}

export function onboardedInput(known?: Onboarded): InputBlock {
  const hint = "The provider decides what counts as recent.";
  const words = { id: QUESTION.onboarded, label: "Connected to the provider since", hint, optional: true };
  return selectInput(words, ONBOARDED_CHOICES, known);
}

export function recentChangesInput(known: readonly RecentChange[] = []): InputBlock {
  const hint = "Anything that applies. Nobody needs to know a PIN for this.";
  const words = { id: QUESTION.recentChanges, label: "What changed in the two weeks before?", hint, optional: true };
  return checkboxInput(words, CHANGE_CHOICES, known.map(offeredChange));
}

export function incomingInput(known?: Incoming): InputBlock {
  return selectInput({ id: QUESTION.incoming, label: "Incoming messages", optional: true }, INCOMING_CHOICES, known);
}

/** What was answered; an empty field has its "not known" value. */
export function answersOf(values: FormValues) {
  return {
    supportHome: choiceOf(values, QUESTION.supportHome, SUPPORT_HOME) ?? "not_checked",
    scope: choiceOf(values, QUESTION.scope, SCOPES) ?? "unknown",
    onboarded: choiceOf(values, QUESTION.onboarded, ONBOARDED) ?? "unknown",
    incoming: choiceOf(values, QUESTION.incoming, INCOMING) ?? "not_checked",
  } satisfies { supportHome: SupportHome; scope: Scope; onboarded: Onboarded; incoming: Incoming };
}

export function recentChangesOf(values: FormValues): Checked<readonly RecentChange[]> {
  return changesField(choicesOf(values, QUESTION.recentChanges, RECENT_CHANGES));
}
