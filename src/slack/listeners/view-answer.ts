import type { ModalView } from "@slack/types";

/** What a submitted dialog comes to: nothing closes it, errors stand under their fields, a view takes its place. */
export type ViewAnswer = {
  errors?: Record<string, string>;
  view?: ModalView;
  /** Runs once the dialog is answered; it is stored by then, so a failure is only logged. */
  after?: () => Promise<void>;
};

/** For a dialog whose ids cannot be read any more. */
export const DIALOG_TOO_OLD = "This dialog is too old. Close it and press the button again.";
