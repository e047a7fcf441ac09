import type { Evidence } from "../evidence.ts";
import type { Contradiction, Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
import { hasMetaPayment, isRefusal } from "./kinds.ts";

/** What does not fit together, said instead of hidden; the words carry the source. */
export function contradictionsOf(
  findings: readonly Finding[],
  evidence: readonly Evidence[],
  verdict: Verdict,
): readonly Contradiction[] {
  const has = (kind: Finding["kind"]) => findings.some((finding) => finding.kind === kind);
  const refused = findings.some(isRefusal);
  const locked = verdict === "locked";
  return [
    ...healthyNode(findings, refused),
    ...(refused && has("health_available") ? [{ kind: "health_available_but_send_failed" } as const] : []),
    ...(has("calling_only_block") ? [{ kind: "health_blocked_by_calling_only" } as const] : []),
    ...(locked && has("nothing_listed") ? [{ kind: "nothing_listed_but_locked" } as const] : []),
    ...glosses(evidence),
    ...(has("banned") && isGreen(findings) ? [{ kind: "banned_but_green" } as const] : []),
    ...(locked && findings.some(hasMetaPayment) ? [{ kind: "lock_and_payment" } as const] : []),
    ...(refused && (has("delivered_later") || has("delivered")) ? [{ kind: "delivered_after_failure" } as const] : []),
    ...articles(findings, locked),
  ];
}

function healthyNode(findings: readonly Finding[], refused: boolean): readonly Contradiction[] {
  if (!refused) return [];
  const node = findings.find((finding) => finding.kind === "node_says");
  // BANNED is no healthy look, whatever colour stands beside it; `banned_but_green` says that.
  if (node?.kind !== "node_says" || node.status === "BANNED") return [];
  if (node.status !== "CONNECTED" && node.quality !== "GREEN") return [];
  return [
    {
      kind: "healthy_node_but_send_failed",
      ...(node.status === undefined ? {} : { status: node.status }),
      ...(node.quality === undefined ? {} : { quality: node.quality }),
    },
  ];
}

function isGreen(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.kind === "node_says" && finding.quality === "GREEN");
}

function glosses(evidence: readonly Evidence[]): readonly Contradiction[] {
  const told = new Map<string, Contradiction>();
  for (const item of evidence) {
    if (item.kind !== "error" || item.wrongGloss === undefined) continue;
    const { namespace, code, wrongGloss: gloss } = item;
    told.set(`${namespace} ${code} ${gloss}`, { kind: "gloss_disagrees_with_code", code: { namespace, code }, gloss });
  }
  return [...told.values()];
}

/** Where the two published guides contradict each other or Meta, on the points that this diagnosis touches. */
function articles(findings: readonly Finding[], locked: boolean): readonly Contradiction[] {
  if (!locked) return [];
  const has = (test: (finding: Finding) => boolean) => findings.some(test);
  const topics = [
    has((finding) => finding.kind === "nothing_listed" || finding.kind === "pin_in_details") ? "two_causes" : undefined,
    "re_registration",
    has((finding) => finding.kind === "violation_listed" && finding.answer === "listed_no_review")
      ? "appeal"
      : undefined,
    has((finding) => finding.kind === "inactive_long") ? "inactivity" : undefined,
  ] as const;
  return topics.filter((topic) => topic !== undefined).map((topic) => ({ kind: "articles_disagree", topic }));
}
