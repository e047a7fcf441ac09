import type { Category, Code } from "../codes/code.ts";
import type { Scope } from "../evidence.ts";
import type { PathId } from "../playbooks/playbook.ts";
import type { Provider } from "../provider.ts";
import type { Recognition } from "../recognition/recognition.ts";
import type { Instant } from "../time.ts";
import { contradictionLine } from "./contradiction-words.ts";
import type { Confidence, Contradiction, Diagnosis, Question, RankedCause, Stage, Verdict } from "./diagnosis.ts";
import { firstStep } from "./first-step-words.ts";

/** The object that `diagnose --json` prints; others script against it, so keys stay. Unknown is `null`. */
export type Report = {
  verdict: Verdict;
  category: Category;
  confidence: Confidence;
  stage: Stage | null;
  scope: Scope;
  provider: Provider | "none";
  codes: readonly Code[];
  number: string | null;
  wabaId: string | null;
  phoneNumberId: string | null;
  messageId: string | null;
  fbtraceId: string | null;
  observedAt: Instant | null;
  causes: readonly RankedCause[];
  contradictions: readonly { kind: Contradiction["kind"]; says: string }[];
  nextQuestion: Question | null;
  nextStep: string;
  playbook: readonly PathId[];
  redactedText: string | null;
};

type Ids = Partial<
  Pick<Recognition, "number" | "wabaId" | "phoneNumberId" | "messageId" | "fbtraceId" | "observedAt" | "redactedText">
>;

/** `ids` is what was recognised beside the errors: a `Recognition` fits. */
export function reportOf(diagnosis: Diagnosis, ids: Ids = {}): Report {
  return {
    verdict: diagnosis.verdict,
    category: diagnosis.category,
    confidence: diagnosis.confidence,
    stage: diagnosis.stage,
    scope: diagnosis.scope,
    provider: diagnosis.provider,
    codes: diagnosis.codes,
    number: ids.number ?? null,
    wabaId: ids.wabaId ?? null,
    phoneNumberId: ids.phoneNumberId ?? null,
    messageId: ids.messageId ?? null,
    fbtraceId: ids.fbtraceId ?? null,
    observedAt: ids.observedAt ?? null,
    causes: diagnosis.causes,
    contradictions: diagnosis.contradictions.map((one) => ({ kind: one.kind, says: contradictionLine(one) })),
    nextQuestion: diagnosis.nextQuestion,
    nextStep: firstStep(diagnosis),
    playbook: diagnosis.playbook,
    redactedText: ids.redactedText || null,
  };
}
