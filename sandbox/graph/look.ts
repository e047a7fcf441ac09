import type { HealthParts } from "./health.ts";
import type { Refusal } from "./refusals.ts";

/** How a number and its account look, and what calls about them answer. What is left out is healthy. */
export type Look = {
  /** Fields of the number's node that differ from a healthy one; `undefined` is a field Meta leaves out. */
  node?: Readonly<Record<string, unknown>>;
  /** The same for the node of its account. */
  account?: Readonly<Record<string, unknown>>;
  health?: HealthParts;
  /** A read of this number or its account answers this, or never. */
  read?: Refusal | "silent";
  /** What a send and a registration answer; both succeed without it. */
  send?: Refusal;
  register?: Refusal;
  /** False for a number that is in no account. */
  listed?: boolean;
  /** A number that was removed and signed up again has a new id. */
  phoneNumberId?: string;
};
