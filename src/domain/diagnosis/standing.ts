import type { Category } from "../codes/code.ts";
import type { Evidence, EvidenceKind } from "../evidence.ts";
import type { Instant } from "../time.ts";
import type { Concluded } from "./rules/rule.ts";
import { type Weight, weigh } from "./weight.ts";

/**
 * What a delivered message disproves. Not here: restrictions, payment and verification, which may stop campaigns and
 * still let a reply through, and failures about one message, which a delivery to somebody else does not explain.
 */
const DISPROVED_BY_DELIVERY: readonly Category[] = [
  "lock",
  "pin",
  "registration",
  "auth",
  "unknown",
  "quality",
  "rate_limit",
];

/**
 * The conclusions that still hold. Something is past only when both times are known:
 * - a newer read of the same kind replaces an older one (health, node, account, ban state, coexistence, answer);
 * - a delivered message clears lock, PIN, registration and access errors that are older than it, and a restriction past its end;
 * - a reinstatement clears lock codes and bans that are older than it.
 */
export function standing(all: readonly Concluded[], evidence: readonly Evidence[]): readonly Concluded[] {
  const latestAt = latestByGroup(evidence);
  const deliveredAt = latestAt.get("delivered");
  const reinstatedAt = latestReinstatement(evidence);
  return all.filter(({ finding, from }) => {
    if (isOlder(from.at, latestAt.get(groupOf(from.kind)))) return false;
    const weight = weigh(finding);
    if (weight === undefined) return true;
    if (isOlder(from.at, deliveredAt) && isDisproved(from, weight)) return false;
    return !(weight.level === "lock" && isOlder(from.at, reinstatedAt));
  });
}

function isDisproved(from: Evidence, weight: Weight): boolean {
  if (from.kind === "error") return DISPROVED_BY_DELIVERY.includes(weight.category);
  return from.kind === "restriction" && weight.level === "in_doubt";
}

type Group = EvidenceKind | "coexistence" | "none";

/** Evidence of one group replaces older evidence of the same group. */
function groupOf(kind: EvidenceKind): Group {
  switch (kind) {
    case "health":
    case "node":
    case "account":
    case "ban":
      return kind;
    case "offboarded":
    case "reconnected":
      return "coexistence";
    case "delivered":
    case "answer_support_home":
    case "answer_recent_changes":
    case "answer_scope":
    case "answer_incoming":
      return kind;
    default:
      return "none";
  }
}

function latestByGroup(evidence: readonly Evidence[]): Map<Group, Instant> {
  const latest = new Map<Group, Instant>();
  for (const item of evidence) {
    const group = groupOf(item.kind);
    if (group === "none" || item.at === undefined) continue;
    if (!isOlder(item.at, latest.get(group))) latest.set(group, item.at);
  }
  return latest;
}

function latestReinstatement(evidence: readonly Evidence[]): Instant | undefined {
  return evidence
    .filter((item) => item.kind === "ban" && item.state === "REINSTATE")
    .map((item) => item.at)
    .filter((at) => at !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
}

function isOlder(at: Instant | undefined, than: Instant | undefined): boolean {
  return at !== undefined && than !== undefined && Date.parse(at) < Date.parse(than);
}
