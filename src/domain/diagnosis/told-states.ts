import type { Evidence, ToldState } from "../evidence.ts";
import type { Finding } from "./finding.ts";
import type { Concluded } from "./rules/rule.ts";

type Told = Extract<Evidence, { kind: "answer_state" }>;

/** What a person's word about a state speaks of. Lock codes are not here: only a delivery shows that a lock is gone. */
const STATE_OF: Partial<Record<Finding["kind"], ToldState>> = {
  banned: "ban",
  disable_scheduled: "ban",
  restricted_until: "restriction",
  restricted_by_code: "restriction",
  payment_blocked: "payment",
  register_wait: "register_wait",
  access_lost: "access",
  access_removed: "access",
  coexistence_dropped: "coexistence",
  compromise_suspected: "compromise",
};

/** Its end is part of what was told, so a newer word replaces what was observed before. */
const WITH_END: readonly ToldState[] = ["restriction", "register_wait"];

/**
 * The conclusions without those that somebody said are over, or that end at another time. What is dated after the
 * answer stands; what has no date was on the ticket before anybody could answer it.
 */
export function notTakenBack(all: readonly Concluded[], evidence: readonly Evidence[]): readonly Concluded[] {
  const told = evidence.filter((item): item is Told => item.kind === "answer_state");
  return all.filter(({ finding, from }) => !told.some((answer) => replaces(answer, finding, from)));
}

function replaces(answer: Told, finding: Finding, from: Evidence): boolean {
  if (answer === from || answer.at === undefined || STATE_OF[finding.kind] !== answer.state) return false;
  if (answer.holds && !WITH_END.includes(answer.state)) return false;
  return from.at === undefined || Date.parse(from.at) < Date.parse(answer.at);
}
