import type { InputBlock, ModalView } from "@slack/types";
import { DECISIONS, REVIEW_OFFERS, VIOLATION_KINDS } from "../../../domain/ticket/facts.ts";
import { md } from "../../mrkdwn.ts";
import { context } from "../blocks.ts";
import { choices } from "../choices.ts";
import { checkboxInput, selectInput } from "../inputs.ts";
import { ticketIds } from "../metadata.ts";
import { modal } from "../modal.ts";
import { incomingInput, recentChangesInput, scopeInput, supportHomeInput } from "../questions.ts";
import { caseInputs, type Known } from "./case-inputs.ts";
import { endInputs } from "./ends.ts";
import { holdsInput } from "./holds.ts";
import { TICKET_UPDATE, UPDATE } from "./ids.ts";
import { DECISION_WORDS, REVIEW_OFFER_WORDS, VIOLATION_WORDS } from "./words.ts";

type Opened = Omit<Known, "evidence"> & Partial<Pick<Known, "evidence">>;

/** Everything people learn while a ticket is open and that chooses the path or opens a step. */
export function buildUpdateModal(ref: string, { evidence = [], ...rest }: Opened): ModalView {
  const known = { ...rest, evidence };
  return modal({
    id: TICKET_UPDATE,
    title: `Update ${ref}`,
    submit: "Save",
    metadata: ticketIds.encode({ ticket: ref }),
    blocks: [
      context(md`Change only what is known now. Steps already done are kept when the path changes.`),
      ...asked(known),
      holdsInput(known),
      ...endInputs(known.facts),
      ...caseInputs(known),
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
