import type { Evidence } from "../../evidence.ts";
import { errorsOf } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** `business_verification_status` values that need a person; "not_verified" alone is normal for a small business. */
const REFUSED = ["failed", "rejected", "revoked", "expired"];

export const verification: Rule = (evidence) => [
  ...errorsOf(evidence, "verification").map(
    ({ code, canSend, from }): Concluded => ({
      finding: { kind: "not_verified", code, blocks: canSend !== "LIMITED" },
      from,
    }),
  ),
  ...evidence.flatMap(byAccount),
];

function byAccount(item: Evidence): readonly Concluded[] {
  if (item.kind !== "account" || !REFUSED.includes(item.businessVerification?.toLowerCase() ?? "")) return [];
  return [{ finding: { kind: "not_verified", blocks: false }, from: item }];
}
