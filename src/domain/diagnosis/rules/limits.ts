import { errorsOf } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Sending goes on, slower or to fewer people. */
export const limits: Rule = (evidence) => [
  ...errorsOf(evidence, "quality").map(
    ({ code, from }): Concluded => ({ finding: { kind: "quality_limited", code }, from }),
  ),
  ...errorsOf(evidence, "rate_limit").map(
    ({ code, from }): Concluded => ({ finding: { kind: "rate_limited", code }, from }),
  ),
  ...evidence
    .filter((item) => item.kind === "sign" && item.sign === "throttled")
    .map((from): Concluded => ({ finding: { kind: "rate_limited" }, from })),
];
