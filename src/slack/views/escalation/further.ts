import type { InputBlock } from "@slack/types";
import { textInput } from "../inputs.ts";
import { incomingInput, onboardedInput, recentChangesInput, scopeInput, supportHomeInput } from "../questions.ts";
import type { EscalationDraft } from "./draft.ts";
import { ESCALATION } from "./ids.ts";

/** What chooses the path; nobody has to know it to file a ticket. */
export function further(draft: EscalationDraft): InputBlock[] {
  return [
    supportHomeInput(draft.supportHome),
    scopeInput(draft.scope),
    onboardedInput(draft.onboarded),
    textInput(
      {
        id: ESCALATION.wabaId,
        label: "WhatsApp account id (WABA id)",
        hint: "Digits only, from WhatsApp Manager. Not the phone number.",
        optional: true,
      },
      { initial: draft.wabaId ?? "", max: 200 },
    ),
    recentChangesInput(draft.recentChanges),
    incomingInput(draft.incoming),
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
