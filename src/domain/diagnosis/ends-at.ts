import { HOUR, type Instant, plus } from "../time.ts";
import type { Concluded } from "./rules/rule.ts";

const REGISTER_LIMIT_HOURS = 72;

/** End of the restriction or of the wait that the deciding finding is about; the latest where there are several. */
export function endsAtOf(standing: readonly Concluded[], deciding: Concluded | undefined): Instant | null {
  if (deciding === undefined) return null;
  const kinds = endingWith(deciding);
  const ends = standing
    .filter(({ finding }) => kinds.includes(finding.kind))
    .map(endOf)
    .filter((end) => end !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  return ends.at(-1) ?? null;
}

function endingWith({ finding }: Concluded): readonly string[] {
  if (
    finding.kind === "restricted_by_code" ||
    finding.kind === "restricted_until" ||
    finding.kind === "violation_listed"
  ) {
    return ["restricted_until"];
  }
  return finding.kind === "register_wait" ? ["register_wait"] : [];
}

function endOf({ finding, from }: Concluded): Instant | undefined {
  if (finding.kind === "restricted_until") return finding.endsAt;
  if (finding.kind !== "register_wait") return undefined;
  if (from.kind === "answer_state" || from.at === undefined) return finding.until;
  return plus(from.at, REGISTER_LIMIT_HOURS * HOUR);
}
