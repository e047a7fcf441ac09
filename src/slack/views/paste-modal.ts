import type { ModalView } from "@slack/types";
import { type FormValues, textInput, textOf } from "./inputs.ts";
import { pasteIds } from "./metadata.ts";
import { modal } from "./modal.ts";

export const PASTE = "paste";
const TEXT = "text";

/** Asks for an error, a webhook or a health check, to make the diagnosis again with it. */
export function buildPasteModal(ids: { diagnosisId: string; question: string }): ModalView {
  return modal({
    id: PASTE,
    title: "Paste an error",
    submit: "Diagnose",
    metadata: pasteIds.encode(ids),
    blocks: [
      textInput(
        {
          id: TEXT,
          label: "Error, webhook or health check",
          hint: "All of it, as it stands. Tokens, passwords and PINs are removed before anything is kept.",
        },
        { multiline: true, placeholder: "(#131031) Business Account locked" },
      ),
    ],
  });
}

export type PasteRead = { ok: true; text: string } | { ok: false; errors: Record<string, string> };

/** The text as pasted; what reads it takes the secrets out. */
export function readPaste(values: FormValues): PasteRead {
  const text = textOf(values, TEXT);
  if (text !== "") return { ok: true, text };
  return { ok: false, errors: { [TEXT]: "Paste the error text, or what you see on screen." } };
}
