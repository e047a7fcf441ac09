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
  scope: Scope;
  onboarded: Onboarded;
  recentChanges: readonly RecentChange[];
  incoming: Incoming;
  providerWay: ProviderWay;
  /** Attempts to register or deregister in the last seven days; null = nobody answered yet, which is not zero. */
  attempts: { meta: number | null; provider: number | null };
  lastPaidMessageAt: Instant | null;
  removalAllowed: YesNoUnknown;
  canBeAddedBack: YesNoUnknown;
  reviewDecision: Decision;
  metaAnswer: Decision;
  /** Probes that are configured, so a step without one stays claimed. */
  providerCase: YesNoUnknown;
  metaCase: YesNoUnknown;
};
