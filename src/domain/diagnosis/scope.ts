import type { Evidence, Scope } from "../evidence.ts";
import type { Concluded } from "./rules/rule.ts";

/** How much is affected. A person who tried another number knows it best; otherwise what the deciding evidence is about. */
export function scopeOf(standing: readonly Concluded[], deciding: Concluded | undefined): Scope {
  const answered = standing.flatMap(({ finding }) => (finding.kind === "scope_known" ? [finding.scope] : []));
  const widest = (["portfolio", "account", "number"] as const).find((scope) => answered.includes(scope));
  return widest ?? (deciding === undefined ? "unknown" : byEvidence(deciding));
}

function byEvidence({ finding, from }: Concluded): Scope {
  if (finding.kind === "health_blocked" || finding.kind === "health_limited") return byEntity(finding.entity);
  if (from.kind === "health") return byEntity(from.entities.find((entity) => entity.canSend === "BLOCKED")?.type);
  if (finding.kind === "compromise_suspected" && finding.by === "notice") return "portfolio";
  return byKind(from);
}

function byEntity(type: string | undefined): Scope {
  if (type === "PHONE_NUMBER") return "number";
  if (type === "WABA") return "account";
  return type === "BUSINESS" ? "portfolio" : "unknown";
}

/** A plain error code does not say whether the number, the account or the portfolio is meant. */
function byKind(from: Evidence): Scope {
  switch (from.kind) {
    case "node":
    case "offboarded":
    case "pin_event":
      return "number";
    case "ban":
    case "restriction":
    case "violation":
    case "account":
    case "account_deleted":
      return "account";
    case "error":
      return byEntity(from.entity);
    default:
      return "unknown";
  }
}
