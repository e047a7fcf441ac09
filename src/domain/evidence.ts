import type { Namespace } from "./codes/code.ts";
import type { Instant } from "./time.ts";

/** Where an observation came from. */
export type Source = "pasted" | "probe" | "webhook" | "answer";

/** The kind of call an error answered. A send carries no PIN, so this changes what an error can mean. */
export type Origin = "send" | "register" | "health" | "read" | "unknown";

export type CanSend = "AVAILABLE" | "LIMITED" | "BLOCKED" | "UNKNOWN";

export type HealthError = { code: number; description?: string; solution?: string };

export type HealthEntity = {
  /** PHONE_NUMBER, WABA, BUSINESS, APP, MESSAGE_TEMPLATE or whatever Meta adds next. */
  type: string;
  id?: string;
  canSend: CanSend;
  errors: readonly HealthError[];
  info: readonly string[];
};

/** Something people see that carries no code. */
export type Sign =
  | "profile_unreadable" // Vonage: "Fail to get number's profile"
  | "inbound_silent"
  | "healthy_but_silent"
  | "provider_disabled" // 360dialog and others switched the channel off
  | "provider_account_barred" // Vonage account, key or application suspended
  | "provider_balance"
  | "access_denied" // a missing or refused token, key or permission, without a code
  | "reverification_asked"
  | "pin_mentioned"
  | "unofficial_client" // WhatsAPI, waha …: out of scope
  | "status_banned"
  | "compromised"
  | "throttled" // a provider's "slow down" without a code of its own
  | "transport_only"; // an SDK's HTTP status without the body

/** Answers people give; the values of Business Support Home and the rest are the contract of the modal. */
export const SUPPORT_HOME = [
  "listed_review",
  "listed_no_review",
  "listed_until",
  "in_review",
  "unchanged",
  "nothing_listed",
  "no_access",
  "not_checked",
] as const;
export type SupportHome = (typeof SUPPORT_HOME)[number];

export const SCOPES = ["number", "account", "portfolio", "unknown"] as const;
export type Scope = (typeof SCOPES)[number];

export const RECENT_CHANGES = [
  "registered",
  "migrated",
  "pin_changed",
  "provider_changed",
  "admins_changed",
  "big_campaign",
  "templates_edited",
  "payment_changed",
  "long_silence",
  "nothing",
  "dont_know",
] as const;
export type RecentChange = (typeof RECENT_CHANGES)[number];

export const INCOMING = ["works", "stopped", "not_checked"] as const;
export type Incoming = (typeof INCOMING)[number];

export const ONBOARDED = ["recent", "older", "unknown"] as const;
export type Onboarded = (typeof ONBOARDED)[number];

/** What may hold on a ticket and be over later, as a person tells it. */
export const TOLD_STATES = [
  "ban",
  "restriction",
  "payment",
  "register_wait",
  "access",
  "coexistence",
  "compromise",
] as const;
export type ToldState = (typeof TOLD_STATES)[number];

export type UnreadReason =
  | "not_configured"
  | "not_asked"
  | "not_found"
  | "token_expired"
  | "no_permission"
  | "rate_limited"
  | "timed_out"
  | "unavailable"
  | "not_understood";

type From = { source: Source; at?: Instant };

/** One sourced, timed observation. `unread` is never the same as absent. */
export type Evidence = From &
  (
    | {
        kind: "error";
        namespace: Namespace;
        code: number;
        subcode?: number;
        origin: Origin;
        details?: string;
        /** The details, not the title, speak of a two-step PIN. */
        mentionsPin?: boolean;
        /** Words beside the code that say something else than the code means. */
        wrongGloss?: string;
        entity?: string;
        messageId?: string;
      }
    | { kind: "health"; aggregate: CanSend; entities: readonly HealthEntity[] }
    | {
        kind: "node";
        status?: string;
        quality?: string;
        nameStatus?: string;
        codeVerification?: string;
        platformType?: string;
        isPinEnabled?: boolean;
        isOnBizApp?: boolean;
        lastOnboardedAt?: Instant;
      }
    | { kind: "account"; reviewStatus?: string; businessVerification?: string }
    | { kind: "ban"; state: "DISABLE" | "SCHEDULE_FOR_DISABLE" | "REINSTATE"; date?: string }
    | {
        kind: "restriction";
        types: readonly string[];
        endsAt?: Instant;
        remediation?: string;
        /** Read in a sentence, such as a banner somebody copied, and not in Meta's own notice. */
        inWords?: true;
      }
    | { kind: "violation"; violationType?: string }
    | { kind: "offboarded"; reason?: string; initiatedBy?: string }
    | { kind: "access_lost"; event: string }
    | { kind: "reconnected" }
    | { kind: "account_deleted" }
    | { kind: "pin_event"; event: string }
    | { kind: "template_event"; event: string; reason?: string }
    | { kind: "delivered" }
    | { kind: "incoming" }
    | { kind: "sign"; sign: Sign }
    | { kind: "answer_support_home"; value: SupportHome }
    | { kind: "answer_recent_changes"; value: readonly RecentChange[] }
    | { kind: "answer_scope"; value: Scope }
    | { kind: "answer_incoming"; value: Incoming }
    | { kind: "answer_provider_code"; value: "none_shown" | "dont_know" }
    /** A person's word that something holds, or holds no longer. */
    | { kind: "answer_state"; state: ToldState; holds: boolean; endsAt?: Instant }
    | {
        kind: "unread";
        what: "number" | "node" | "health" | "account";
        why: UnreadReason;
        /** Until when a rate limit lasts, where the provider said so. */
        until?: Instant;
        /** How much was looked through in vain, when the number was not found. */
        searched?: { accounts: number; numbers: number };
      }
  );

export type EvidenceKind = Evidence["kind"];
