import { diagnose } from "../domain/diagnosis/diagnose.ts";
import type { Evidence, EvidenceKind } from "../domain/evidence.ts";
import { recognise } from "../domain/recognition/recognise.ts";
import type { Recognition } from "../domain/recognition/recognition.ts";
import type { SecretKind } from "../domain/redaction.ts";
import type { UserId } from "../domain/ticket/ticket.ts";
import type { Clock, Ids } from "./ports/clock.ts";
import type { Prober } from "./ports/prober.ts";
import type { Store, StoredDiagnosis } from "./ports/store.ts";
import { rememberedDiagnosis } from "./remembered-diagnosis.ts";

type Needs = { store: Pick<Store, "diagnoses">; probe: Prober; clock: Clock; ids: Ids };

export type DiagnoseRequest = {
  by: UserId;
  /** E.164; without one only the text is read. */
  number?: string;
  text?: string;
  /** The same text where it was read already. */
  read?: Recognition;
  /** Answers given by buttons; each replaces an earlier answer to the same question. */
  answers?: readonly Evidence[];
  /** The diagnosis this one goes on from. */
  base?: StoredDiagnosis;
  /** False where somebody's trigger would expire while a provider is asked. */
  isLive?: boolean;
};

export type DiagnoseAnswer = {
  stored: StoredDiagnosis;
  secrets: readonly SecretKind[];
};

export type DiagnoseNumber = (request: DiagnoseRequest) => Promise<DiagnoseAnswer>;

export function createDiagnoseNumber({ store, probe, clock, ids }: Needs): DiagnoseNumber {
  return async (request) => {
    const now = clock();
    const about = request.number ?? request.base?.number ?? undefined;
    const read = request.text === undefined ? request.read : recognise(request.text, about);
    const number = request.number ?? read?.number ?? request.base?.number ?? null;
    const base = request.base ?? (await rememberedDiagnosis(store, number === null ? [] : [number], now));
    const probed = number === null || request.isLive === false ? undefined : await probe(number);
    const evidence = merge([
      ...(base?.evidence ?? []).filter(({ source }) => source !== "probe"),
      ...(read?.evidence ?? []),
      ...(request.answers ?? []),
      ...(probed?.evidence ?? []),
    ]);
    const provider = read === undefined || read.provider === "none" ? base?.diagnosis.provider : read.provider;
    const stored: StoredDiagnosis = {
      id: ids(),
      number,
      evidence,
      diagnosis: diagnose({
        evidence,
        now,
        ...(provider === undefined ? {} : { provider }),
        ...(read === undefined ? {} : { isOurs: read.isOurs }),
      }),
      redactedText: [base?.redactedText, read?.redactedText].filter(Boolean).join("\n\n"),
      ids: { ...base?.ids, ...idsOf(read), ...pick(probed, "wabaId"), ...pick(probed, "phoneNumberId") },
      by: request.by,
      at: now,
    };
    await store.diagnoses.save(stored);
    return { stored, secrets: read?.secrets ?? [] };
  };
}

const ANSWERS: ReadonlySet<EvidenceKind> = new Set([
  "answer_support_home",
  "answer_recent_changes",
  "answer_scope",
  "answer_incoming",
  "answer_provider_code",
]);

/** Later answers replace earlier ones to the same question; the same observation twice counts once. */
function merge(evidence: readonly Evidence[]): Evidence[] {
  const kept = new Map<string, Evidence>();
  for (const item of evidence) {
    const key = ANSWERS.has(item.kind) ? item.kind : JSON.stringify(item);
    kept.delete(key);
    kept.set(key, item);
  }
  return [...kept.values()];
}

function idsOf(read: Recognition | undefined): StoredDiagnosis["ids"] {
  if (read === undefined) return {};
  return {
    ...pick(read, "wabaId"),
    ...pick(read, "phoneNumberId"),
    ...pick(read, "messageId"),
    ...pick(read, "fbtraceId"),
  };
}

function pick<T extends object, K extends keyof T>(from: T | undefined, key: K): { [P in K]?: NonNullable<T[P]> } {
  const value = from?.[key];
  return (value === undefined || value === null ? {} : { [key]: value }) as { [P in K]?: NonNullable<T[P]> };
}
