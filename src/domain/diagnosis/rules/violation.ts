import type { Concluded, Rule } from "./rule.ts";

/** ACCOUNT_VIOLATION is a strike or a warning, the first rung of Meta's ladder; by itself it blocks nothing. */
export const violation: Rule = (evidence) =>
  evidence.flatMap((item): readonly Concluded[] => {
    if (item.kind !== "violation") return [];
    const type = item.violationType === undefined ? {} : { violationType: item.violationType };
    return [{ finding: { kind: "violation_recorded", ...type }, from: item }];
  });
