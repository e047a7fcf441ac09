export { WITHIN } from "../../support/within.ts";

/** A walk through a dozen presses, each of them seen on the card before the next. */
export const WALK_MS = 240_000;

export const SUPPORT = "#waba-support";
