import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { PROVIDER_NAMES, type Provider } from "../../../domain/provider.ts";
import { md } from "../../mrkdwn.ts";
import { context } from "../blocks.ts";
import { PROVIDER_CHOICES } from "../choices.ts";
import { momentInput, selectInput, textInput } from "../inputs.ts";
import { type EscalationIds, escalationIds } from "../metadata.ts";
import { modal } from "../modal.ts";
import type { EscalationDraft } from "./draft.ts";
import { further } from "./further.ts";
import { ESCALATE, ESCALATION } from "./ids.ts";

export type { EscalationDraft };

export type EscalationOptions = EscalationIds & {
  /** Time zone of the person who sees the modal, e.g. `Europe/Berlin`. */
  zone?: string;
  /** Set while the form is rebuilt after another provider was chosen; wins over the draft's. */
  provider?: Provider;
  /** Said above the fields, e.g. that a secret was removed from the prefilled text. */
  notes?: readonly string[];
};

/** The form that files a ticket: five things support cannot start without, then what chooses the path. */
export function buildEscalationModal(draft: EscalationDraft, options: EscalationOptions = {}): ModalView {
  const provider = options.provider ?? draft.provider;
  return modal({
    id: ESCALATE,
    title: "Escalate a number",
    submit: "File the ticket",
    metadata: escalationIds.encode(options),
    blocks: [...notes(options.notes ?? []), ...required(draft, provider, options.zone), ...further(draft)],
  });
}

function notes(texts: readonly string[]): KnownBlock[] {
  return texts.map((text) => context(md`${text}`));
}

function required(draft: EscalationDraft, provider: Provider | undefined, zone: string | undefined): InputBlock[] {
  return [
    selectInput(
      { id: ESCALATION.provider, label: "Provider", hint: "Who the number sends through.", dispatch: true },
      PROVIDER_CHOICES,
      provider,
    ),
    textInput(
      { id: ESCALATION.number, label: "Number(s), one per line", hint: "With the country code. At most 50." },
      { multiline: true, placeholder: "+1 202 555 0123", initial: (draft.numbers ?? []).join("\n") },
    ),
    momentInput(
      {
        id: ESCALATION.firstSeen,
        label: "First seen",
        hint: `About when is fine. ${zone === undefined ? "Shown in your own time zone." : `Your time zone: ${zone}.`}`,
      },
      draft.firstSeenAt,
    ),
    textInput(
      {
        id: ESCALATION.errors,
        label: "Errors",
        hint: "Paste all you have, or what you see on screen. Secrets are removed before anything is kept.",
      },
      { multiline: true, initial: draft.errors ?? "" },
    ),
    account(draft.apiKey, provider),
  ];
}

/** The same block for every provider, so that what was typed survives a change of provider. */
function account(typed: string | undefined, provider: Provider | undefined): InputBlock {
  const initial = { initial: typed ?? "", max: 200 };
  if (provider === "vonage") {
    return textInput(
      {
        id: ESCALATION.apiKey,
        label: "Vonage API key",
        hint: "The short one at the top of the dashboard, like a1b2c3d4; never the secret. Kept encrypted.",
      },
      initial,
    );
  }
  const whose = provider === undefined || provider === "other" ? "the provider" : PROVIDER_NAMES[provider];
  return textInput(
    {
      id: ESCALATION.apiKey,
      label: "Account reference",
      hint: `What ${whose} calls your account: an id or a name. Never a key, token or password. For Vonage: the short API key.`,
      optional: true,
    },
    initial,
  );
}
