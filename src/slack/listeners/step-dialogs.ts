import type { ViewSubmitAction } from "@slack/bolt";
import type { Mrkdwn } from "../mrkdwn.ts";
import { fieldWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import { type StepIds, stepIds } from "../views/metadata.ts";
import { FAILED_CODE, readStepFailed } from "../views/step-failed-modal.ts";
import { LAST_FOUR, REASON, readReason, readStepRelease } from "../views/step-modals.ts";
import { setStep } from "./set-step.ts";
import { drawAnew } from "./step-views.ts";
import { DIALOG_TOO_OLD, type ViewAnswer } from "./view-answer.ts";

export async function submitRelease(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = stepIds.decode(body.view.private_metadata);
  const read = readStepRelease(body.view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [LAST_FOUR]: DIALOG_TOO_OLD } };
  const says = await setStep(surface, { ids, to: "released", by: body.user.id, lastFour: read.lastFour });
  return answered(surface, body, { ids, says, field: LAST_FOUR });
}

export async function submitSkip(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = stepIds.decode(body.view.private_metadata);
  const read = readReason(body.view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [REASON]: DIALOG_TOO_OLD } };
  const says = await setStep(surface, { ids, to: "skipped", by: body.user.id, reason: read.reason });
  return answered(surface, body, { ids, says, field: REASON });
}

export async function submitFailed(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = stepIds.decode(body.view.private_metadata);
  const read = readStepFailed(body.view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [FAILED_CODE]: DIALOG_TOO_OLD } };
  const says = await setStep(surface, { ids, to: "claimed", by: body.user.id, failedWith: read.failedWith });
  return answered(surface, body, { ids, says, field: FAILED_CODE });
}

type Answered = { ids: StepIds; says: Mrkdwn | undefined; field: string };

function answered(surface: Surface, body: ViewSubmitAction, { ids, says, field }: Answered): ViewAnswer {
  if (says !== undefined) return { errors: { [field]: fieldWords(says) } };
  return { after: () => drawBelow(surface, body, ids) };
}

/** The list of steps that the dialog was opened from lies below it and still shows the step as it was. */
async function drawBelow(surface: Surface, { view }: ViewSubmitAction, ids: StepIds): Promise<void> {
  if (view.previous_view_id !== null) await drawAnew(surface, view.previous_view_id, ids);
}
