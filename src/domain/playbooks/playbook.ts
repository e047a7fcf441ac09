import type { Cause } from "../diagnosis/cause.ts";
import type { TicketFacts } from "../ticket/facts.ts";

export const PATHS = [
  "stop_the_bleeding",
  "find_the_cause",
  "policy",
  "pin",
  "payment",
  "provider_reregistration",
  "technical_lock",
  "meta_review",
  "prove_it_works",
  "prevent",
  "wait_restriction",
  "reconnect_coexistence",
  "restore_access",
  "secure_account",
  "not_recoverable",
] as const;

export type PathId = (typeof PATHS)[number] | CustomPathId;
/** Paths of a team's own YAML files carry this prefix, so they never collide with ours. */
export type CustomPathId = `custom:${string}`;

export const ACTORS = ["support", "sender", "admin", "billing", "provider", "meta"] as const;
export type Actor = (typeof ACTORS)[number];

/** A live read that can turn *claimed* into *verified*. */
export type ProbeName = "health" | "node" | "siblings" | "account";

/** A named question about the ticket's facts; data, so that a refusal can say in words what is missing. */
export type Condition = {
  id: string;
  /** Completes "Blocked: …", e.g. "nothing may be listed in Business Support Home". */
  words: string;
  holds: (facts: TicketFacts) => boolean;
};

export type Timer = {
  /** Milliseconds after the step is claimed. */
  afterMs: readonly number[];
  /** What the nudge says in the thread. */
  says: string;
};

export type Step = {
  /** Stable for ever: ticks refer to it. */
  id: string;
  title: string;
  who: readonly Actor[];
  /** Ids of steps that must be done first. */
  needs: readonly string[];
  /** All must hold as well. */
  gates?: readonly Condition[];
  /** Conditional step: absent, and satisfied for others, while this does not hold. */
  shownWhen?: Condition;
  does: string;
  careful?: string;
  verifiedBy?: { words: string; probe?: ProbeName };
  /** Cannot be undone: release first, then done. */
  irreversible?: true;
  /** Changes the registration of the number (register, deregister, remove, disconnect, new sign-up). */
  changesRegistration?: true;
  /** The tick needs two different named people. */
  twoPeople?: true;
  timer?: Timer;
  /** Short text to hand to the person outside Slack who does it. */
  outside?: string;
  sources: readonly string[];
};

export type Playbook = {
  path: PathId;
  title: string;
  steps: readonly Step[];
  version: number;
  causes?: readonly Cause[];
};
