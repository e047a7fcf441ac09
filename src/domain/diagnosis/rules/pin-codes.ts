import { errorsOf } from "../seen-errors.ts";
import type { Rule } from "./rule.ts";

/** 133005 wrong PIN, 133008 too many guesses, 133009 guessed too fast: the only codes that name the two-step PIN. */
export const pinCodes: Rule = (evidence) =>
  errorsOf(evidence, "pin").map(({ code, from }) => ({ finding: { kind: "pin_refused", code }, from }));
