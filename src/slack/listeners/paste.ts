import type { ViewSubmitAction } from "@slack/bolt";
import { diagnosisMessage } from "../diagnosis-message.ts";
import type { Surface } from "../surface.ts";
import { pasteIds } from "../views/metadata.ts";
import { readPaste } from "../views/paste-modal.ts";
import { buildSecretWarning } from "../views/secret-warning.ts";
import type { ViewAnswer } from "./view-answer.ts";

/** A pasted error for a diagnosis that asked for one: the new diagnosis is shown in the dialog itself. */
export async function submitPaste(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const read = readPaste(view.state.values);
  if (!read.ok) return { errors: read.errors };
  const ids = pasteIds.decode(view.private_metadata);
  const base = ids === undefined ? undefined : await surface.store.diagnoses.load(ids.diagnosisId);
  const answer = await surface.diagnoseNumber({
    by: user.id,
    text: read.text,
    isLive: false,
    ...(base === undefined ? {} : { base }),
  });
  const { blocks } = diagnosisMessage(surface, answer.stored, { isPrivate: false, secrets: answer.secrets });
  const warning = answer.secrets.length === 0 ? [] : buildSecretWarning(answer.secrets).blocks;
  return {
    view: {
      type: "modal",
      callback_id: "diagnosis",
      title: { type: "plain_text", text: "Diagnosis" },
      close: { type: "plain_text", text: "Close" },
      blocks: [...warning, ...blocks],
    },
  };
}
