import type { ModalView } from "@slack/types";
import { redact, type SecretKind } from "../../domain/redaction.ts";
import { md } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { type FormValues, textInput, textOf } from "./inputs.ts";
import { type StepIds, stepIds } from "./metadata.ts";
import { modal } from "./modal.ts";

/** Ids others script against: `docs/design.md`, "Contract". */
export const STEP_RELEASE = "step_release";
export const STEP_SKIP = "step_skip";
export const LAST_FOUR = "last_four";
export const REASON = "reason";

type StepWords = { title: string; careful?: string | undefined };

/** Asked before an irreversible step: only afterwards do the how-to and the text for the customer appear. */
export function buildStepReleaseModal(ids: StepIds, step: StepWords): ModalView {
  return modal({
    id: STEP_RELEASE,
    title: "Release this step",
    submit: "Release",
    metadata: stepIds.encode(ids),
    blocks: [
      section(md`*${step.title}*`),
      section(md`⛔ *This cannot be undone.* ${step.careful ?? ""}`),
      section(
        md`Releasing shows how it is done and lets the text be copied. Your name stands beside it. Nothing happens at Meta or at the provider yet.`,
      ),
      textInput(
        {
          id: LAST_FOUR,
          label: "Last four digits of the number",
          hint: "Of the phone number this ticket is about. Read them from the number itself, not from memory.",
        },
        { max: 20, placeholder: "0123" },
      ),
    ],
  });
}

export type LastFourRead = { ok: true; lastFour: string } | { ok: false; errors: Record<string, string> };

export function readStepRelease(values: FormValues): LastFourRead {
  const lastFour = textOf(values, LAST_FOUR).replace(/\s/g, "");
  if (/^\d{4}$/.test(lastFour)) return { ok: true, lastFour };
  return { ok: false, errors: { [LAST_FOUR]: "Enter exactly four digits: the last four of the phone number." } };
}

export function buildStepSkipModal(ids: StepIds, step: StepWords): ModalView {
  return modal({
    id: STEP_SKIP,
    title: "Skip this step",
    submit: "Skip",
    metadata: stepIds.encode(ids),
    blocks: [
      section(md`*${step.title}*`),
      reasonInput("Why is it not needed?", "Stays on the ticket, with your name. It can be taken back."),
    ],
  });
}

export function reasonInput(label: string, hint: string) {
  return textInput({ id: REASON, label, hint }, { multiline: true, max: 1000 });
}

export type ReasonRead =
  | { ok: true; reason: string; secrets: readonly SecretKind[] }
  | { ok: false; errors: Record<string, string> };

/** A reason is required wherever it is asked for; secrets in it are taken out. */
export function readReason(values: FormValues): ReasonRead {
  const { text, secrets } = redact(textOf(values, REASON));
  if (text === "") return { ok: false, errors: { [REASON]: "Write one sentence: whoever reads this later will ask." } };
  return { ok: true, reason: text, secrets };
}
