import type { Evidence } from "../../evidence.ts";
import type { Concluded, Rule } from "./rule.ts";

/** What people see that carries no code. Signs that another rule reads are not repeated here. */
export const signs: Rule = (evidence) => evidence.flatMap(concluded);

function concluded(item: Evidence): readonly Concluded[] {
  if (item.kind === "answer_incoming" && item.value === "stopped") {
    return [{ finding: { kind: "sign_seen", sign: "inbound_silent" }, from: item }];
  }
  if (item.kind !== "sign") return [];
  switch (item.sign) {
    case "profile_unreadable":
      return [{ finding: { kind: "profile_unreadable" }, from: item }];
    case "inbound_silent":
    case "healthy_but_silent":
    case "pin_mentioned":
    case "unofficial_client":
    case "transport_only":
      return [{ finding: { kind: "sign_seen", sign: item.sign }, from: item }];
    case "provider_disabled":
    case "provider_account_barred":
    case "provider_balance":
    case "access_denied":
    case "reverification_asked":
    case "status_banned":
    case "throttled":
    case "compromised":
      return [];
  }
}
