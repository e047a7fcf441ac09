import type { Code } from "../codes/code.ts";
import type { Incoming, Onboarded, RecentChange, Scope, SupportHome } from "../evidence.ts";
import type { Provider } from "../provider.ts";
import type { Instant } from "../time.ts";

/** What the provider answered in writing; we never choose between direct and disconnect ourselves. */
export const PROVIDER_WAYS = [
  "not_asked",
  "waiting",
  "direct",
  "disconnect",
  "pin_reset",
  "unlocked",
  "no_way",
] as const;
export type ProviderWay = (typeof PROVIDER_WAYS)[number];

export const YES_NO_UNKNOWN = ["yes", "no", "unknown"] as const;
export type YesNoUnknown = (typeof YES_NO_UNKNOWN)[number];

export const VIOLATION_KINDS = [
  "messages",
  "templates",
  "goods",
  "profile",
  "verification",
  "linked_accounts",
  "not_known",
] as const;
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

export const DECISIONS = ["none", "reversed", "unchanged", "refused_finally"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What Business Support Home offers beside a listed violation. */
export const REVIEW_OFFERS = ["not_read", "review", "acknowledge", "in_review", "none"] as const;
export type ReviewOffer = (typeof REVIEW_OFFERS)[number];

/** Everything that chooses a path or opens a gate. Ids and enums only: personal text lives elsewhere. */
export type TicketFacts = {
  provider: Provider;
  codes: readonly Code[];
  /** A lock code (131031, 141008 …) was seen on a send, a status or a health read. */
  lockCode: YesNoUnknown;
  /** 131031 came from a register call that was made after a fix: still locked, not a new PIN case. */
  stillLockedAfterFix: boolean;
  /** 133005, 133008, 133009, or 131031 whose details speak of a PIN. */
  pinCode: boolean;
  /** 133008, 133009, 133016: registering is shut until then (null = unknown end). */
  registerWait: { until: Instant | null } | null;
  /** 133006 was answered. */
  reverification: boolean;
  paymentCode: boolean;
  technicalCode: boolean;
  banned: YesNoUnknown;
  restriction: { endsAt: Instant | null } | null;
  offboarded: boolean;
  accessLost: boolean;
  compromised: boolean;
  profileUnreadable: boolean;
  providerGenericOnly: boolean;
  supportHome: SupportHome;
  violation: readonly ViolationKind[];
  /** Read on the violation itself; `not_read` until somebody looked. */
  reviewOffered: ReviewOffer;
  scope: Scope;
  onboarded: Onboarded;
  recentChanges: readonly RecentChange[];
  incoming: Incoming;
  /** Somebody says that it receives and sends again: the proof opens, and nothing is proved yet. */
  sendsAgain: boolean;
  providerWay: ProviderWay;
  /** Attempts to register or deregister in the last seven days; null = nobody answered yet, which is not zero. */
  attempts: { meta: number | null; provider: number | null };
  /** Answers of failed registrations since the ticket was opened, e.g. `meta:133005`, or `not_noted`. */
  registerAnswers: readonly string[];
  lastPaidMessageAt: Instant | null;
  removalAllowed: YesNoUnknown;
  canBeAddedBack: YesNoUnknown;
  reviewDecision: Decision;
  metaAnswer: Decision;
  /** Probes that are configured, so a step without one stays claimed. */
  providerCase: YesNoUnknown;
  metaCase: YesNoUnknown;
};

/** A ticket about which nothing is known yet: every answer is *unknown*, never *no*. */
export const DEFAULT_FACTS: TicketFacts = {
  provider: "other",
  codes: [],
  lockCode: "unknown",
  stillLockedAfterFix: false,
  pinCode: false,
  registerWait: null,
  reverification: false,
  paymentCode: false,
  technicalCode: false,
  banned: "unknown",
  restriction: null,
  offboarded: false,
  accessLost: false,
  compromised: false,
  profileUnreadable: false,
  providerGenericOnly: false,
  supportHome: "not_checked",
  violation: [],
  reviewOffered: "not_read",
  scope: "unknown",
  onboarded: "unknown",
  recentChanges: [],
  incoming: "not_checked",
  sendsAgain: false,
  providerWay: "not_asked",
  attempts: { meta: null, provider: null },
  registerAnswers: [],
  lastPaidMessageAt: null,
  removalAllowed: "unknown",
  canBeAddedBack: "unknown",
  reviewDecision: "none",
  metaAnswer: "none",
  providerCase: "unknown",
  metaCase: "unknown",
};
