import type { Category, Code } from "../codes/code.ts";
import type { Evidence, Scope } from "../evidence.ts";
import type { PathId } from "../playbooks/playbook.ts";
import type { Provider } from "../provider.ts";
import type { Instant } from "../time.ts";
import type { Cause } from "./cause.ts";
import type { Finding } from "./finding.ts";

export const VERDICTS = ["locked", "restricted", "blocked", "limited", "not_locked", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Confidence = "confirmed" | "likely" | "possible";

export type Stage = "warned" | "restricted" | "locked" | "scheduled_for_disable" | "disabled";

/** The one question whose answer would change the diagnosis most. */
export type Question =
  | "paste_or_code" // no evidence at all: paste an error, or pick a code
  | "provider_code" // which code stands beside Vonage 1330?
  | "support_home"
  | "recent_changes"
  | "scope";

export type RankedCause = {
  cause: Cause;
  confidence: Confidence;
  /** Where the cause sits, for payment and lost access. */
  at?: "meta" | "provider";
  /** Kinds of the findings that carry it. */
  because: readonly Finding["kind"][];
};

export type Contradiction =
  | { kind: "healthy_node_but_send_failed"; status?: string; quality?: string }
  | { kind: "health_available_but_send_failed" }
  | { kind: "health_blocked_by_calling_only" }
  | { kind: "nothing_listed_but_locked" }
  | { kind: "gloss_disagrees_with_code"; code: Code; gloss: string }
  | { kind: "banned_but_green" }
  | { kind: "lock_and_payment" }
  | { kind: "delivered_after_failure" }
  | { kind: "articles_disagree"; topic: "re_registration" | "two_causes" | "inactivity" | "appeal" };

/** What must not be done now; words in the surface's table. */
export type DoNot = "register" | "remove_number" | "guess_pin" | "retry_sends" | "second_appeal" | "new_account";

export type Diagnosis = {
  verdict: Verdict;
  category: Category;
  confidence: Confidence;
  stage: Stage | null;
  scope: Scope;
  provider: Provider | "none";
  /** All recognised codes, the deciding one first. */
  codes: readonly Code[];
  /** End of a restriction or of a wait, where known. */
  endsAt: Instant | null;
  /** What holds now, the deciding one first; what a later observation disproved is not here. */
  findings: readonly Finding[];
  causes: readonly RankedCause[];
  contradictions: readonly Contradiction[];
  nextQuestion: Question | null;
  /** Paths of the playbook in their order, chosen by `playbooks/choose-paths.ts`. */
  playbook: readonly PathId[];
  doNot: readonly DoNot[];
  /** True when stop-the-bleeding and escalation open although the verdict is unknown (1330 plus another sign). */
  lockPossible: boolean;
};

export type DiagnosisInput = {
  evidence: readonly Evidence[];
  now: Instant;
  provider?: Provider | "none";
  /** `false` when the pasted text is no matter of the WhatsApp Business Platform. */
  isOurs?: boolean;
};
