import type { Evidence } from "../../evidence.ts";
import type { Instant } from "../../time.ts";
import { errorsOf } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** These types of ACCOUNT_RESTRICTION leave sending alone: adding numbers, and calls of any kind. */
const HARMLESS = /ADD_PHONE_NUMBER|CALLING/;
/** These leave most sending alone. */
const PARTIAL = /UTILITY_TEMPLATES/;

/** 368 and ACCOUNT_RESTRICTION: blocks of 1 to 30 days that end by themselves (Meta: policy-enforcement). */
export const restriction: Rule = (evidence, now) => [
  ...errorsOf(evidence, "restriction").map(
    ({ code, from }): Concluded => ({ finding: { kind: "restricted_by_code", code }, from }),
  ),
  ...evidence.flatMap((item) => byWebhook(item, now)),
];

function byWebhook(item: Evidence, now: Instant): readonly Concluded[] {
  if (item.kind !== "restriction") return [];
  const stopsSending =
    item.types.length === 0 || item.types.some((type) => !HARMLESS.test(type) && !PARTIAL.test(type));
  const end = item.endsAt === undefined ? {} : { endsAt: item.endsAt };
  const hasEnded = item.endsAt !== undefined && Date.parse(item.endsAt) <= Date.parse(now);
  return [{ finding: { kind: "restricted_until", types: item.types, ...end, stopsSending, hasEnded }, from: item }];
}
