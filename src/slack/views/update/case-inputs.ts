import type { InputBlock } from "@slack/types";
import type { TicketText } from "../../../app/ports/store.ts";
import type { Evidence } from "../../../domain/evidence.ts";
import { answeredCode } from "../../../domain/ticket/answered-code.ts";
import { DECISIONS, PROVIDER_WAYS, type TicketFacts, YES_NO_UNKNOWN } from "../../../domain/ticket/facts.ts";
import { choices } from "../choices.ts";
import { momentInput, selectInput, textInput } from "../inputs.ts";
import { onboardedInput } from "../questions.ts";
import { UPDATE } from "./ids.ts";
import { DECISION_WORDS, PROVIDER_WAY_WORDS, YES_NO_WORDS } from "./words.ts";

/** What a ticket knows when *Update* is opened. */
export type Known = {
  facts: TicketFacts;
  text: Pick<TicketText, "providerCase" | "metaCase">;
  evidence: readonly Evidence[];
};

/** What the provider and Meta wrote, and what has to be known before a number is removed. */
export function caseInputs(known: Known): InputBlock[] {
  return [...providerCode(known), ...cases(known), ...beforeRemoval(known.facts)];
}

/** Only where a provider's general error stands without the code that would explain it. */
function providerCode({ facts, evidence }: Known): InputBlock[] {
  const known = answeredCode(evidence);
  if (known === null && !facts.providerGenericOnly) return [];
  return [
    textInput(
      {
        id: UPDATE.providerCode,
        label: "Code beside 1330",
        hint: "The number the provider names beside its own error, such as 131031.",
        optional: true,
      },
      { initial: known === null ? "" : String(known), max: 20 },
    ),
  ];
}

function cases({ facts, text }: Known): InputBlock[] {
  return [
    textInput(
      { id: UPDATE.providerCase, label: "Provider's case number", optional: true },
      { initial: text.providerCase ?? "", max: 100 },
    ),
    selectInput(
      {
        id: UPDATE.providerWay,
        label: "The provider's decision",
        hint: "As the provider wrote it. Nobody here chooses between the ways.",
        optional: true,
      },
      choices(PROVIDER_WAYS, PROVIDER_WAY_WORDS),
      facts.providerWay,
    ),
    textInput(
      { id: UPDATE.metaCase, label: "Meta's case number", optional: true },
      { initial: text.metaCase ?? "", max: 100 },
    ),
    selectInput(
      { id: UPDATE.metaAnswer, label: "Meta's answer to the case", optional: true },
      choices(DECISIONS, DECISION_WORDS),
      facts.metaAnswer,
    ),
    attempts(UPDATE.attemptsMeta, "Attempts in the last 7 days, counted at Meta", facts.attempts.meta),
    attempts(UPDATE.attemptsProvider, "Attempts in the last 7 days, counted by the provider", facts.attempts.provider),
  ];
}

function attempts(id: string, label: string, known: number | null): InputBlock {
  return textInput(
    {
      id,
      label,
      hint: "Registrations and deregistrations together. Empty means not known, never zero.",
      optional: true,
    },
    { initial: known === null ? "" : String(known), max: 5 },
  );
}

function beforeRemoval(facts: TicketFacts): InputBlock[] {
  return [
    onboardedInput(facts.onboarded),
    selectInput(
      {
        id: UPDATE.removalAllowed,
        label: "Does Meta allow removing the number today?",
        hint: "Read it on the removal page in WhatsApp Manager. Do not remove anything.",
        optional: true,
      },
      choices(YES_NO_UNKNOWN, YES_NO_WORDS),
      facts.removalAllowed,
    ),
    momentInput(
      {
        id: UPDATE.lastPaidMessage,
        label: "Last paid message",
        hint: "Meta refuses the removal for 30 days after it.",
        optional: true,
      },
      facts.lastPaidMessageAt ?? undefined,
    ),
    selectInput(
      {
        id: UPDATE.canBeAddedBack,
        label: "Does the provider confirm that it can be added back while locked?",
        optional: true,
      },
      choices(YES_NO_UNKNOWN, YES_NO_WORDS),
      facts.canBeAddedBack,
    ),
  ];
}
