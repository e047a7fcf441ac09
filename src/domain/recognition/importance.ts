import { CATEGORIES } from "../codes/code.ts";
import { lookUp } from "../codes/index.ts";
import type { Evidence } from "../evidence.ts";

/** How much a piece of evidence matters to the sending account; smaller matters more. Chooses whose ids are reported. */
export function importance(evidence: Evidence): number {
  switch (evidence.kind) {
    case "error":
      return CATEGORIES.indexOf(
        lookUp(evidence, evidence.origin === "health" ? "health" : undefined)?.category ?? "unknown",
      );
    case "ban":
    case "account_deleted":
      return 0.5;
    case "restriction":
      return 1;
    case "health":
      return evidence.aggregate === "BLOCKED" ? 2 : 8;
    case "offboarded":
    case "access_lost":
    case "violation":
    case "node":
      return 5;
    default:
      return 20;
  }
}
