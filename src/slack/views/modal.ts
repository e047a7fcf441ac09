import type { KnownBlock, ModalView } from "@slack/types";
import { LIMITS } from "../limits.ts";
import { plain } from "./blocks.ts";

type Words = { id: string; title: string; submit?: string; close?: string; metadata?: string; blocks: KnownBlock[] };

export function modal(words: Words): ModalView {
  return {
    type: "modal",
    callback_id: words.id,
    title: plain(words.title, LIMITS.view.title),
    close: plain(words.close ?? (words.submit === undefined ? "Close" : "Cancel"), LIMITS.view.button),
    ...(words.submit === undefined ? {} : { submit: plain(words.submit, LIMITS.view.button) }),
    ...(words.metadata === undefined ? {} : { private_metadata: words.metadata }),
    blocks: words.blocks,
  };
}
