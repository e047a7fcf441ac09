import type { Instant } from "../../time.ts";
import { seenErrors } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** A delivered message is the only proof that the number sent; it counts against failures that are older than it. */
export const delivery: Rule = (evidence) => {
  const lastFailureAt = latest(seenErrors(evidence).map((error) => error.from.at));
  return evidence.flatMap((item): readonly Concluded[] => {
    if (item.kind !== "delivered") return [];
    if (item.at === undefined) return [{ finding: { kind: "delivered" }, from: item }];
    const isLater = lastFailureAt === undefined || Date.parse(item.at) > Date.parse(lastFailureAt);
    return [{ finding: { kind: isLater ? "delivered_later" : "delivered", at: item.at }, from: item }];
  });
};

function latest(times: readonly (Instant | undefined)[]): Instant | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.reduce<Instant | undefined>(
    (last, time) => (last === undefined || Date.parse(time) > Date.parse(last) ? time : last),
    undefined,
  );
}
