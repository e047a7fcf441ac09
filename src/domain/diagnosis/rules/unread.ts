import type { Concluded, Rule } from "./rule.ts";

/** A read that failed is never evidence of health or of a lock; it only says what we could not see. */
export const unread: Rule = (evidence) =>
  evidence.flatMap((item): readonly Concluded[] => {
    if (item.kind !== "unread") return [];
    const { what, why, until, searched } = item;
    const known = { ...(until === undefined ? {} : { until }), ...(searched === undefined ? {} : { searched }) };
    return [{ finding: { kind: "could_not_read", what, why, ...known }, from: item }];
  });
