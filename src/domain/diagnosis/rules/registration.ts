import type { Evidence } from "../../evidence.ts";
import { errorsOf } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Too many register or deregister calls: shut for 72 hours (Meta: business-phone-numbers/registration). */
export const REGISTER_LIMIT = 133016;

/** Node statuses of a number that is not, or no longer, on the Cloud API. An open list: others mean nothing here. */
const NOT_ON_CLOUD_API = ["PENDING", "DISCONNECTED", "UNVERIFIED", "DELETED", "MIGRATED", "OFFLINE", "UNLINKED"];

export const registration: Rule = (evidence) => [
  ...errorsOf(evidence, "registration").map(
    ({ code, from }): Concluded => ({
      finding: { kind: code.code === REGISTER_LIMIT ? "register_wait" : "not_registered", code },
      from,
    }),
  ),
  ...evidence.filter((item) => !isOneOfAList(item, evidence)).flatMap(byNode),
  ...evidence
    .filter((item) => item.kind === "sign" && item.sign === "reverification_asked")
    .map((from): Concluded => ({ finding: { kind: "not_registered", status: "REVERIFICATION_NEEDED" }, from })),
];

/** A list of an account's numbers: that another one is not registered says nothing about the one that sends. */
function isOneOfAList(item: Evidence, evidence: readonly Evidence[]): boolean {
  return evidence.some((other) => other.kind === "node" && other.at === item.at && other.status === "CONNECTED");
}

function byNode(item: Evidence): readonly Concluded[] {
  if (item.kind !== "node") return [];
  if (item.status !== undefined && NOT_ON_CLOUD_API.includes(item.status)) {
    return [{ finding: { kind: "not_registered", status: item.status }, from: item }];
  }
  // NOT_APPLICABLE: registered on no platform at all.
  if (item.platformType === "NOT_APPLICABLE" && item.status !== "BANNED") {
    return [{ finding: { kind: "not_registered", status: item.platformType }, from: item }];
  }
  return [];
}
