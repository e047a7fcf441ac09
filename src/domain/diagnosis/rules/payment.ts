import { errorsOf } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Billing at Meta (131042, health 141006) or an empty balance at the provider: two different people fix these. */
export const payment: Rule = (evidence) => [
  ...errorsOf(evidence, "payment")
    .filter((error) => error.canSend !== "LIMITED")
    .map(
      ({ code, from }): Concluded => ({
        finding: { kind: "payment_blocked", code, at: code.namespace === "meta" ? "meta" : "provider" },
        from,
      }),
    ),
  ...evidence
    .filter((item) => item.kind === "sign" && item.sign === "provider_balance")
    .map((from): Concluded => ({ finding: { kind: "payment_blocked", at: "provider" }, from })),
];
