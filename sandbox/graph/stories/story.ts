import type { Notice } from "../../webhooks/outbox.ts";
import type { Look } from "../look.ts";
import type { About } from "../notices.ts";

/** How a number looks at one time, what the providers tell on the way into it, and what somebody would paste then. */
export type Stage = Look & {
  id: string;
  title: string;
  youSee: string;
  /** The stages that may follow. Any other can be set too; these are the ones a page offers. */
  next: readonly string[];
  notices?: (about: About) => readonly Notice[];
  /** Without it there is nothing to paste. */
  paste?: (about: About) => string;
};

/** A number that changes over time. It begins in its first stage, without a word to anybody. */
export type Story = { id: string; number: string; title: string; stages: readonly [Stage, ...Stage[]] };

export function fromMeta(payload: object): Notice {
  return { to: "meta", payload };
}

export function fromVonage(payload: object): Notice {
  return { to: "vonage", payload };
}
