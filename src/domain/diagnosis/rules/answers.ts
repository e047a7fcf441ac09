import type { Evidence, RecentChange } from "../../evidence.ts";
import type { Finding } from "../finding.ts";
import type { Concluded, Rule } from "./rule.ts";

const TOUCHES_REGISTRATION: readonly RecentChange[] = ["registered", "migrated", "pin_changed"];

/** What a person answered. */
export const answers: Rule = (evidence) =>
  evidence.flatMap((item): readonly Concluded[] => findings(item).map((finding) => ({ finding, from: item })));

function findings(item: Evidence): readonly Finding[] {
  switch (item.kind) {
    case "answer_support_home":
      return [supportHome(item.value)];
    case "answer_recent_changes":
      return changes(item.value);
    case "answer_scope":
      return item.value === "unknown" ? [] : [{ kind: "scope_known", scope: item.value }];
    default:
      return [];
  }
}

function supportHome(answer: Extract<Evidence, { kind: "answer_support_home" }>["value"]): Finding {
  switch (answer) {
    case "nothing_listed":
      return { kind: "nothing_listed" };
    case "no_access":
    case "not_checked":
      return { kind: "support_home_unseen", answer };
    case "listed_review":
    case "listed_no_review":
    case "listed_until":
    case "in_review":
    case "unchanged":
      return { kind: "violation_listed", answer };
  }
}

function changes(value: readonly RecentChange[]): readonly Finding[] {
  const touchedRegistration = value.some((change) => TOUCHES_REGISTRATION.includes(change));
  const before: Finding = { kind: "changes_before", changes: value, touchedRegistration };
  return value.includes("long_silence") ? [before, { kind: "inactive_long" }] : [before];
}
