import type { Evidence, RecentChange } from "../../evidence.ts";
import type { Instant } from "../../time.ts";
import type { Finding } from "../finding.ts";
import type { Concluded, Rule } from "./rule.ts";

type ToldState = Extract<Evidence, { kind: "answer_state" }>;

const TOUCHES_REGISTRATION: readonly RecentChange[] = ["registered", "migrated", "pin_changed"];

/** What a person answered. */
export const answers: Rule = (evidence, now) =>
  evidence.flatMap((item): readonly Concluded[] => findings(item, now).map((finding) => ({ finding, from: item })));

function findings(item: Evidence, now: Instant): readonly Finding[] {
  switch (item.kind) {
    case "answer_support_home":
      return [supportHome(item.value)];
    case "answer_recent_changes":
      return changes(item.value);
    case "answer_scope":
      return item.value === "unknown" ? [] : [{ kind: "scope_known", scope: item.value }];
    case "answer_state":
      return item.holds ? told(item, now) : [];
    default:
      return [];
  }
}

function told({ state, endsAt }: ToldState, now: Instant): readonly Finding[] {
  const hasEnded = endsAt !== undefined && Date.parse(endsAt) <= Date.parse(now);
  switch (state) {
    case "ban":
      return [{ kind: "banned", by: "answer" }];
    case "restriction": {
      const end = endsAt === undefined ? {} : { endsAt };
      return [{ kind: "restricted_until", types: [], ...end, stopsSending: true, hasEnded }];
    }
    case "register_wait":
      if (hasEnded) return [];
      return [{ kind: "register_wait", ...(endsAt === undefined ? {} : { until: endsAt }) }];
    case "access":
      return [{ kind: "access_lost" }];
    case "coexistence":
      return [{ kind: "coexistence_dropped" }];
    case "compromise":
      return [{ kind: "compromise_suspected", by: "answer" }];
    case "payment":
      // Whose bill it is only an error or a check tells.
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
