import type { Concluded, Rule } from "./rule.ts";

/**
 * A number that is shared with the WhatsApp Business app can drop off: phone idle for about 14 days, companion for
 * about 30. The only inactivity rule Meta is known to have (account_update, disconnection_info).
 */
export const coexistence: Rule = (evidence) =>
  evidence.flatMap((item): readonly Concluded[] => {
    if (item.kind !== "offboarded") return [];
    const reason = item.reason === undefined ? {} : { reason: item.reason };
    return [{ finding: { kind: "coexistence_dropped", ...reason }, from: item }];
  });
