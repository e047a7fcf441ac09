import type { Evidence } from "../../evidence.ts";
import { errorsOf } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Token, permission, key or partner access. It says that we or the sender cannot get in, nothing about a lock. */
export const access: Rule = (evidence) => [
  ...errorsOf(evidence, "auth").map(
    ({ code, from }): Concluded => ({
      finding: { kind: "access_lost", code, at: code.namespace === "meta" ? "meta" : "provider" },
      from,
    }),
  ),
  ...evidence.flatMap(bySign),
  ...evidence.flatMap(byEvent),
];

function bySign(item: Evidence): readonly Concluded[] {
  if (item.kind !== "sign") return [];
  if (item.sign === "provider_disabled" || item.sign === "provider_account_barred") {
    return [{ finding: { kind: "access_lost", at: "provider" }, from: item }];
  }
  // Words alone do not say whose token or key was refused.
  return item.sign === "access_denied" ? [{ finding: { kind: "access_lost" }, from: item }] : [];
}

function byEvent(item: Evidence): readonly Concluded[] {
  return item.kind === "access_lost" ? [{ finding: { kind: "access_removed", event: item.event }, from: item }] : [];
}
