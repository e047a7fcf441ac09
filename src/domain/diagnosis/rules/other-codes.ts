import { errorsOf, isCallingCode, type SeenError } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Vonage: "unknown permanent provider failure". Only a Meta code beside it says more (https://developer.vonage.com/en/api-errors/messages). */
const GENERIC_FAILURES: Partial<Record<string, readonly number[]>> = { vonage: [1330] };

/** Codes that say too little, and codes we do not know. */
export const otherCodes: Rule = (evidence) =>
  errorsOf(evidence, "unknown", "none")
    // Inside a health answer the entity's own state decides; see health.ts.
    .filter((error) => error.canSend === undefined && !isCallingCode(error.code.code))
    .map(concluded);

function concluded({ code, category, from }: SeenError): Concluded {
  if (GENERIC_FAILURES[code.namespace]?.includes(code.code)) {
    return { finding: { kind: "provider_generic_failure", code }, from };
  }
  return { finding: { kind: "other_code", code, category }, from };
}
