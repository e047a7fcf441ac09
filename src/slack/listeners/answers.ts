import type { Evidence } from "../../domain/evidence.ts";
import {
  RECENT_CHANGES,
  type RecentChange,
  SCOPES,
  type Scope,
  SUPPORT_HOME,
  type SupportHome,
} from "../../domain/evidence.ts";
import type { Instant } from "../../domain/time.ts";

/** What a question's button said, as evidence; undefined for a value that is none of ours. */
export function answerEvidence(question: string, value: string, at: Instant): Evidence | undefined {
  const from = { source: "answer", at } as const;
  switch (question) {
    case "support_home":
      return isOneOf<SupportHome>(SUPPORT_HOME, value) ? { ...from, kind: "answer_support_home", value } : undefined;
    case "scope":
      return isOneOf<Scope>(SCOPES, value) ? { ...from, kind: "answer_scope", value } : undefined;
    case "recent_changes":
      return isOneOf<RecentChange>(RECENT_CHANGES, value)
        ? { ...from, kind: "answer_recent_changes", value: [value] }
        : undefined;
    case "provider_code":
      return value === "none_shown" || value === "dont_know"
        ? { ...from, kind: "answer_provider_code", value }
        : undefined;
    default:
      return undefined;
  }
}

function isOneOf<T extends string>(known: readonly T[], value: string): value is T {
  return (known as readonly string[]).includes(value);
}
