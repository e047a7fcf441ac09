import type { InputBlock, ModalView } from "@slack/types";
import type { TicketText } from "../../../app/ports/store.ts";
import type { Evidence } from "../../../domain/evidence.ts";
import { answeredCode } from "../../../domain/ticket/answered-code.ts";
import {
  DECISIONS,
  PROVIDER_WAYS,
  REVIEW_OFFERS,
  type TicketFacts,
  VIOLATION_KINDS,
  YES_NO_UNKNOWN,
} from "../../../domain/ticket/facts.ts";
import { md } from "../../mrkdwn.ts";
import { context } from "../blocks.ts";
import { choices } from "../choices.ts";
import { checkboxInput, momentInput, selectInput, textInput } from "../inputs.ts";
import { ticketIds } from "../metadata.ts";
import { modal } from "../modal.ts";
import { incomingInput, onboardedInput, recentChangesInput, scopeInput, supportHomeInput } from "../questions.ts";
import { endInputs } from "./ends.ts";
import { holdsInput } from "./holds.ts";
import { TICKET_UPDATE, UPDATE } from "./ids.ts";
import { DECISION_WORDS, PROVIDER_WAY_WORDS, REVIEW_OFFER_WORDS, VIOLATION_WORDS, YES_NO_WORDS } from "./words.ts";

type Known = {
  facts: TicketFacts;
  text: Pick<TicketText, "providerCase" | "metaCase">;
  evidence?: readonly Evidence[];
};

/** Everything people learn while a ticket is open and that chooses the path or opens a step. */
export function buildUpdateModal(ref: string, known: Known): ModalView {
  return modal({
    id: TICKET_UPDATE,
    title: `Update ${ref}`,
    submit: "Save",
    metadata: ticketIds.encode({ ticket: ref }),
    blocks: [
      context(md`Change only what is known now. Steps already done are kept when the path changes.`),
      ...asked(known),
      holdsInput({ facts: known.facts, evidence: known.evidence ?? [] }),
      ...endInputs(known.facts),
      ...providerCode(known),
      ...cases(known),
      ...beforeRemoval(known.facts),
    ],
  });
}

function asked({ facts }: Known): InputBlock[] {
  return [
    supportHomeInput(facts.supportHome),
    checkboxInput(
      { id: UPDATE.violation, label: "What the violation is about", optional: true },
      choices(VIOLATION_KINDS, VIOLATION_WORDS),
      facts.violation,
    ),
    selectInput(
      { id: UPDATE.reviewOffered, label: "What is offered beside the violation?", optional: true },
      choices(REVIEW_OFFERS, REVIEW_OFFER_WORDS),
      facts.reviewOffered,
    ),
    scopeInput(facts.scope),
    recentChangesInput(facts.recentChanges),
    incomingInput(facts.incoming),
    selectInput(
      { id: UPDATE.reviewDecision, label: "Decision on the review", optional: true },
      choices(DECISIONS, DECISION_WORDS),
      facts.reviewDecision,
    ),
  ];
}

/** Only where a provider's general error stands without the code that would explain it. */
function providerCode({ facts, evidence = [] }: Known): InputBlock[] {
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
