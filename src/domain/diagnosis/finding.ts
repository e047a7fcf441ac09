import type { Category, Code } from "../codes/code.ts";
import type { Origin, RecentChange, Scope, Sign, Source, SupportHome, UnreadReason } from "../evidence.ts";
import type { Instant } from "../time.ts";

/** What a rule concluded; carries evidence, never a sentence. */
export type Finding =
  | { kind: "send_refused_as_locked"; code: Code; origin: Origin; source: Source; at?: Instant }
  | { kind: "register_refused_as_locked"; code: Code; at?: Instant }
  | { kind: "pin_refused"; code: Code; waitUntil?: Instant }
  | { kind: "pin_in_details"; code: Code }
  | { kind: "technical_block"; code: Code; withLock: boolean }
  | { kind: "banned"; by: "health" | "node" | "webhook" | "review" | "answer" }
  | { kind: "disable_scheduled"; date?: string }
  | { kind: "reinstated"; date?: string }
  | { kind: "account_deleted" }
  | { kind: "restricted_until"; types: readonly string[]; endsAt?: Instant; stopsSending: boolean; hasEnded: boolean }
  | { kind: "restricted_by_code"; code: Code }
  | { kind: "violation_recorded"; violationType?: string }
  | { kind: "violation_listed"; answer: SupportHome }
  | { kind: "nothing_listed" }
  | { kind: "support_home_unseen"; answer: SupportHome }
  | { kind: "payment_blocked"; code?: Code; at: "meta" | "provider" }
  | { kind: "not_verified"; code?: Code; blocks: boolean }
  | { kind: "access_lost"; code?: Code; at?: "meta" | "provider" }
  | { kind: "not_registered"; code?: Code; status?: string }
  | { kind: "register_wait"; code?: Code; until?: Instant }
  | { kind: "provider_generic_failure"; code: Code }
  | { kind: "profile_unreadable" }
  | { kind: "sign_seen"; sign: Sign }
  | { kind: "coexistence_dropped"; reason?: string }
  | { kind: "access_removed"; event: string }
  | { kind: "compromise_suspected"; by: "pin_event" | "notice" | "answer" }
  | { kind: "quality_limited"; code?: Code }
  | { kind: "rate_limited"; code?: Code }
  | { kind: "one_recipient"; code: Code }
  | { kind: "template_only"; code?: Code; event?: string }
  | { kind: "request_wrong"; code: Code }
  | { kind: "outage"; code: Code }
  | { kind: "other_code"; code: Code; category: Category }
  | { kind: "health_blocked"; entity?: string; code?: Code; description?: string; solution?: string }
  | { kind: "health_limited"; entity?: string; code?: Code; info?: string }
  | { kind: "health_available" }
  | { kind: "calling_only_block" }
  | { kind: "node_says"; status?: string; quality?: string }
  | { kind: "delivered_later"; at: Instant }
  | { kind: "delivered"; at?: Instant }
  | { kind: "changes_before"; changes: readonly RecentChange[]; touchedRegistration: boolean }
  | { kind: "scope_known"; scope: Scope }
  | { kind: "inactive_long" }
  | {
      kind: "could_not_read";
      what: string;
      why: UnreadReason;
      until?: Instant;
      /** How far a search went that did not find the number. */
      searched?: { accounts: number; numbers: number };
    };

export type FindingKind = Finding["kind"];
