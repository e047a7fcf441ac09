import type { Provider } from "../provider.ts";

/** Whose numbering a code belongs to. Four-digit numbers of different providers overlap: never drop it. */
export type Namespace = Exclude<Provider, "other">;

export type Code = { namespace: Namespace; code: number };

/**
 * The one thing that matters most for the sender's account; the vocabulary of `diagnose --json`. In this order: what
 * stands first matters more, and recognition reports the ids of the error that matters most.
 */
export const CATEGORIES = [
  "lock",
  "restriction",
  "pin",
  "registration",
  "payment",
  "verification",
  "auth",
  "quality",
  "rate_limit",
  "recipient",
  "template",
  "request",
  "outage",
  "unknown",
  "none",
] as const;

export type Category = (typeof CATEGORIES)[number];

export type Lifts = "yes" | "no" | "maybe" | "not_applicable";

/** How well a row is sourced: Meta's own page or several sources · one source · seen in the field · weak. */
export type Sourced = "sure" | "one_source" | "field_report" | "unsure";

export type CodeRow = {
  namespace: Namespace;
  code: number;
  /** Last code of a numeric range (200–299 is one row at Meta). */
  until?: number;
  /** Last known title; for people only, never matched on. */
  title: string;
  category: Category;
  isLock: boolean;
  liftsByItself: Lifts;
  /** When or how it lifts, in words. */
  liftsWhen?: string;
  meaning: string;
  firstFix: string;
  sources: readonly string[];
  sourced: Sourced;
};
