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
  const isOurs = ["provider_disabled", "provider_account_barred", "access_denied"].includes(item.sign);
  return isOurs ? [{ finding: { kind: "access_lost", at: "provider" }, from: item }] : [];
}

function byEvent(item: Evidence): readonly Concluded[] {
  return item.kind === "access_lost" ? [{ finding: { kind: "access_removed", event: item.event }, from: item }] : [];
}
