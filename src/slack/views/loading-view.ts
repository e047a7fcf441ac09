import type { ModalView } from "@slack/types";
import { type Mrkdwn, md, sentence } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { modal } from "./modal.ts";

export const LOADING = "loading";

/** Opened at once, because a trigger lives three seconds, and replaced when the data is there. */
export function buildLoadingView(title: string): ModalView {
  return modal({ id: LOADING, title, blocks: [section(md`Loading…`)] });
}

/** Replaces a loading view when there is nothing to show after all. */
export function buildSorryView(title: string, says: string | Mrkdwn): ModalView {
  return modal({ id: LOADING, title, blocks: [section(sentence(says))] });
}
