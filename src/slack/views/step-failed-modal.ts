import type { ModalView } from "@slack/types";
import type { Code } from "../../domain/codes/code.ts";
import { md } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { type FormValues, textInput, textOf } from "./inputs.ts";
import { type StepIds, stepIds } from "./metadata.ts";
import { modal } from "./modal.ts";

export const STEP_FAILED = "step_failed";
export const FAILED_CODE = "code";

/** A registration was tried and refused: it counts as an attempt, and its answer decides what opens next. */
export function buildStepFailedModal(ids: StepIds, step: { title: string }): ModalView {
  return modal({
    id: STEP_FAILED,
    title: "The attempt failed",
    submit: "Save",
    metadata: stepIds.encode(ids),
    blocks: [
      section(md`*${step.title}*`),
      section(md`It is counted as one attempt. Do not try again before the ticket says so.`),
      textInput(
        {
          id: FAILED_CODE,
          label: "Meta's error code",
          hint: "For example 133005 or 131031. Leave it empty when nobody wrote it down.",
          optional: true,
        },
        { max: 10, placeholder: "133005" },
      ),
    ],
  });
}

export type FailedRead = { ok: true; failedWith: Code | "not_noted" } | { ok: false; errors: Record<string, string> };

export function readStepFailed(values: FormValues): FailedRead {
  const text = textOf(values, FAILED_CODE);
  if (text === "") return { ok: true, failedWith: "not_noted" };
  if (!/^\d{1,8}$/.test(text)) return { ok: false, errors: { [FAILED_CODE]: "Enter the code alone, as digits." } };
  return { ok: true, failedWith: { namespace: "meta", code: Number(text) } };
}
