import type { Evidence } from "../../evidence.ts";
import type { Concluded, Rule } from "./rule.ts";

/** A PIN event is only suspicious when nobody says that they changed the PIN (Meta: webhooks/reference/security). */
export const security: Rule = (evidence) => {
  const isExpected = evidence.some(
    (item) => item.kind === "answer_recent_changes" && item.value.includes("pin_changed"),
  );
  return evidence.flatMap((item): readonly Concluded[] => {
    if (isNotice(item)) return [{ finding: { kind: "compromise_suspected", by: "notice" }, from: item }];
    if (item.kind !== "pin_event" || isExpected) return [];
    return [{ finding: { kind: "compromise_suspected", by: "pin_event" }, from: item }];
  });
};

function isNotice(item: Evidence): boolean {
  return item.kind === "sign" && item.sign === "compromised";
}
