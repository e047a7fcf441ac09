import type { Cause } from "../diagnosis/cause.ts";
import type { TicketFacts } from "../ticket/facts.ts";
import type { StepState } from "../ticket/ticket.ts";
import type { Instant } from "../time.ts";

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

export type BuiltInPath = (typeof PATHS)[number];
export type PathId = BuiltInPath | CustomPathId;
/** Paths of a team's own YAML files carry this prefix, so they never collide with ours. */
export type CustomPathId = `custom:${string}`;

export const ACTORS = ["support", "sender", "admin", "billing", "provider", "meta"] as const;
export type Actor = (typeof ACTORS)[number];

/** What a live reading can show about a tick; each is a function in `ticket/proofs.ts`. */
export const PROOFS = [
  "health_read",
  "nothing_blocked",
  "no_lock_seen",
  "payment_gone",
  "released",
  "code_verified",
  "registered",
  "business_verified",
  "not_listed",
  "same_account",
  "reconnected",
  "access_back",
] as const;
export type ProofId = (typeof PROOFS)[number];

export type VerifiedBy = {
  words: string;
  /** Without one, *claimed* is as far as a step gets. */
  proof?: ProofId;
  /** It may take hours to show: a reading that does not agree yet disputes nothing and is repeated. */
  everyMs?: number;
};

/** What a condition may look at besides the facts: the clock that came with the command, and other steps. */
export type Moment = {
  now: Instant | null;
  step: (id: string) => { state: StepState; isDone: boolean; at: Instant | null } | undefined;
};

/** A named question about the ticket's facts; data, so that a refusal can say in words what is missing. */
export type Condition = {
  id: string;
  /** Completes "Blocked: …", e.g. "nothing may be listed in Business Support Home". */
  words: string;
  /** The same with the date from which it holds; undefined where no date is known. */
  says?: (facts: TicketFacts, moment?: Moment) => string | undefined;
  /** Without a moment, a question of time counts as answered: `decide` always passes one. */
  holds: (facts: TicketFacts, moment?: Moment) => boolean;
};

export type Timer = {
  /** `claimed`: from the tick · `open`: from the moment its gates are satisfied, until it is ticked. */
  starts: "claimed" | "open";
  /** Milliseconds after the start; the last one may escalate. */
  afterMs: readonly number[];
  /** After the last of `afterMs`, again at this interval. */
  everyMs?: number;
  /** Counted from a date on the ticket instead of from the start, where that date is known. */
  until?: "register_wait" | "restriction_end" | "removal_date";
  /** A step whose tick ends it; without one, an `open` timer ends with its own step. */
  stopsWith?: string;
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
  /** One of these must be done; with `orSkipped`, a shown one that was skipped with a reason counts too. */
  needsAnyOf?: { steps: readonly string[]; words: string; orSkipped?: true };
  /** All must hold as well. */
  gates?: readonly Condition[];
  /** Conditional step: absent, and satisfied for others, while this does not hold. */
  shownWhen?: Condition;
  does: string;
  careful?: string;
  verifiedBy?: VerifiedBy;
  /** Cannot be undone: release first, then done. */
  irreversible?: true;
  /** Changes the registration of the number (register, deregister, remove, disconnect, new sign-up). */
  changesRegistration?: true;
  /** Spends one of the attempts that Meta and the provider count per number. */
  attempt?: "register" | "deregister";
  /** The tick needs two different named people. */
  twoPeople?: true;
  timer?: Timer;
  /** What is known once the step is proved (`verified`), or at the tick already (`done`). */
  settles?: { on: "done" | "verified"; facts: Partial<TicketFacts> };
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
  /** Custom paths only: opens when all hold, behind `after` (or before *prove it works*). */
  opensWhen?: readonly Condition[];
  after?: PathId;
};

/** Playbooks by path: ours, or ours with a team's own files applied. */
export type Playbooks = Readonly<Record<string, Playbook>>;
