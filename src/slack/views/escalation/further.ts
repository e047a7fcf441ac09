import type { InputBlock } from "@slack/types";
import {
  CHANGE_CHOICES,
  INCOMING_CHOICES,
  ONBOARDED_CHOICES,
  offeredChange,
  SCOPE_CHOICES,
  SUPPORT_HOME_CHOICES,
} from "../choices.ts";
import { checkboxInput, selectInput, textInput } from "../inputs.ts";
import type { EscalationDraft } from "./draft.ts";
import { ESCALATION } from "./ids.ts";

/** What chooses the path; nobody has to know it to file a ticket. */
export function further(draft: EscalationDraft): InputBlock[] {
  return [
    selectInput(
      {
        id: ESCALATION.supportHome,
        label: "Business Support Home",
        hint: "Only an admin of the portfolio that owns the account sees this. Nothing listed proves nothing.",
        optional: true,
      },
      SUPPORT_HOME_CHOICES,
      draft.supportHome,
    ),
    selectInput(
      { id: ESCALATION.scope, label: "What is affected?", optional: true, hint: "As far as anybody has tried." },
      SCOPE_CHOICES,
      draft.scope,
    ),
    selectInput(
      {
        id: ESCALATION.onboarded,
        label: "Connected to the provider since",
        hint: "The provider decides what counts as recent.",
        optional: true,
      },
      ONBOARDED_CHOICES,
      draft.onboarded,
    ),
    textInput(
      {
        id: ESCALATION.wabaId,
        label: "WhatsApp account id (WABA id)",
        hint: "Digits only, from WhatsApp Manager. Not the phone number.",
        optional: true,
      },
      { initial: draft.wabaId ?? "", max: 200 },
    ),
    checkboxInput(
      {
        id: ESCALATION.recentChanges,
        label: "What changed in the two weeks before?",
        hint: "Anything that applies. Nobody needs to know a PIN for this.",
        optional: true,
      },
      CHANGE_CHOICES,
      (draft.recentChanges ?? []).map(offeredChange),
    ),
    selectInput(
      { id: ESCALATION.incoming, label: "Incoming messages", optional: true },
      INCOMING_CHOICES,
      draft.incoming,
    ),
    textInput(
      { id: ESCALATION.customer, label: "Customer and helpdesk reference", optional: true },
      { initial: draft.customer ?? "", max: 500 },
    ),
    textInput(
      {
        id: ESCALATION.metaAdmin,
        label: "Meta admin contact",
        hint: "Who has full control of the business portfolio. A name is enough.",
        optional: true,
      },
      { initial: draft.metaAdmin ?? "", max: 500 },
    ),
  ];
}
