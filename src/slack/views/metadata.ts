import { z } from "zod";
import { LIMITS } from "../limits.ts";

/** `private_metadata` travels through every client, so it holds ids only, and what comes back is checked. */
export type Codec<T> = { encode: (ids: T) => string; decode: (text: string | undefined) => T | undefined };

const id = z.string().min(1).max(200);

/** Where the escalation modal came from. */
const EscalationIds = z.object({
  diagnosisId: id.optional(),
  draftId: id.optional(),
  channel: id.optional(),
  messageTs: id.optional(),
});
export type EscalationIds = {
  diagnosisId?: string | undefined;
  draftId?: string | undefined;
  channel?: string | undefined;
  messageTs?: string | undefined;
};
export const escalationIds: Codec<EscalationIds> = codec(EscalationIds);

/** The ticket a modal is about, by its ref. */
const TicketIds = z.object({ ticket: id });
export type TicketIds = z.infer<typeof TicketIds>;
export const ticketIds: Codec<TicketIds> = codec(TicketIds);

/** The step a modal is about, the version of its row the person saw, and which dialog the modal lies over. */
const StepIds = z.object({
  ticket: id,
  step: id,
  v: z.number().int().min(0),
  over: z.enum(["phase", "details"]).optional(),
});
export type StepIds = { ticket: string; step: string; v: number; over?: "phase" | "details" | undefined };
export const stepIds: Codec<StepIds> = codec(StepIds);

/** The status somebody wants, while the case number is asked for. */
const StatusIds = z.object({ ticket: id, status: id });
export type StatusIds = z.infer<typeof StatusIds>;
export const statusIds: Codec<StatusIds> = codec(StatusIds);

/** The open ticket a duplicate report is added to, and the draft that holds the report. */
const AddIds = z.object({ ticket: id, draftId: id.optional() });
export type AddIds = { ticket: string; draftId?: string | undefined };
export const addIds: Codec<AddIds> = codec(AddIds);

/** The diagnosis a pasted text is added to, and the question it answers. */
const PasteIds = z.object({ diagnosisId: id, question: id });
export type PasteIds = z.infer<typeof PasteIds>;
export const pasteIds: Codec<PasteIds> = codec(PasteIds);

function codec<T>(schema: z.ZodType<T>): Codec<T> {
  return {
    encode(ids) {
      const text = JSON.stringify(schema.parse(ids));
      if (text.length > LIMITS.view.privateMetadata) throw new Error("private_metadata holds ids only and is too long");
      return text;
    },
    decode(text) {
      const parsed = schema.safeParse(json(text));
      return parsed.success ? parsed.data : undefined;
    },
  };
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
