import type { Evidence } from "../../evidence.ts";
import type { Concluded, Rule } from "./rule.ts";

/**
 * CONNECTED and GREEN are shown for locked and even banned numbers, so they are context and never a verdict.
 * https://api.support.vonage.com/hc/en-us/articles/25859589458972
 */
export const node: Rule = (evidence) => evidence.flatMap(concluded);

function concluded(item: Evidence): readonly Concluded[] {
  if (item.kind !== "node") return [];
  const status = item.status === undefined ? {} : { status: item.status };
  const quality = item.quality === undefined ? {} : { quality: item.quality };
  const says: Concluded = { finding: { kind: "node_says", ...status, ...quality }, from: item };
  // FLAGGED is history: Meta has not set it since October 2025.
  if (item.status !== "RATE_LIMITED" && item.status !== "RESTRICTED") return [says];
  return [
    { finding: { kind: "health_limited", entity: "PHONE_NUMBER", info: `status ${item.status}` }, from: item },
    says,
  ];
}
