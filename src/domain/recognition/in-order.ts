import type { Evidence } from "../evidence.ts";
import type { Found } from "./found.ts";

/** In the order of the text; the same error said twice, as in a code and its message, counts once. */
export function inOrder(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.at - b.at);
  const seen = new Map<string, Found>();
  const kept: Found[] = [];
  for (const one of sorted) {
    const key = keyOf(one);
    const earlier = key === undefined ? undefined : seen.get(key);
    if (earlier) {
      if (isLaterDelivery(earlier.evidence, one.evidence)) Object.assign(earlier, one, { at: earlier.at });
      else if (isPoorer(earlier, one))
        Object.assign(earlier, one, { at: earlier.at, evidence: joined(earlier.evidence, one.evidence) });
      continue;
    }
    const copy = { ...one };
    if (key !== undefined) seen.set(key, copy);
    kept.push(copy);
  }
  const failures = found.flatMap(({ evidence }) => (evidence.kind === "error" && evidence.at ? [evidence.at] : []));
  return kept.filter((one) => !isOldDelivery(one.evidence, failures));
}

/** The code field knows subcode, details and the call; the sentence may add what is wrong about it. */
function isPoorer(earlier: Found, later: Found): boolean {
  if (earlier.isField !== later.isField) return later.isField === true;
  return Object.keys(later.evidence).length > Object.keys(earlier.evidence).length;
}

function joined(earlier: Evidence, later: Evidence): Evidence {
  return { ...earlier, ...later } as Evidence;
}

function keyOf({ evidence, group }: Found): string | undefined {
  switch (evidence.kind) {
    case "error":
      return `${evidence.namespace} ${evidence.code}`;
    case "sign":
      return evidence.sign;
    case "delivered":
    case "incoming":
      return evidence.kind;
    case "restriction":
      return group ? undefined : `restriction ${evidence.endsAt}`;
    default:
      return group ? undefined : evidence.kind;
  }
}

function isLaterDelivery(earlier: Evidence, later: Evidence): boolean {
  if (later.kind !== "delivered" && later.kind !== "incoming") return false;
  return later.at !== undefined && (earlier.at === undefined || later.at > earlier.at);
}

/** A delivery says something about now only when nothing failed after it. */
function isOldDelivery(evidence: Evidence, failures: readonly string[]): boolean {
  if (evidence.kind !== "delivered") return false;
  const { at } = evidence;
  return failures.some((failedAt) => at === undefined || failedAt > at);
}
