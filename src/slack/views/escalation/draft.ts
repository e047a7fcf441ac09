import type { Incoming, Onboarded, RecentChange, Scope, SupportHome } from "../../../domain/evidence.ts";
import type { Provider } from "../../../domain/provider.ts";
import type { Instant } from "../../../domain/time.ts";

/** What is known before anybody typed, or what was typed so far. `errors` and texts are redacted already. */
export type EscalationDraft = {
  provider?: Provider;
  numbers?: readonly string[];
  firstSeenAt?: Instant;
  errors?: string;
  apiKey?: string;
  supportHome?: SupportHome;
  scope?: Scope;
  onboarded?: Onboarded;
  wabaId?: string;
  recentChanges?: readonly RecentChange[];
  incoming?: Incoming;
  customer?: string;
  metaAdmin?: string;
};
