import type { ModalView } from "@slack/types";

/** What a submitted dialog comes to: nothing closes it, errors stand under their fields, a view takes its place. */
export type ViewAnswer = { errors?: Record<string, string>; view?: ModalView };
