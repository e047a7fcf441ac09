import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis/diagnosis.ts";
import type {
  CanSend,
  Evidence,
  HealthEntity,
  HealthError,
  Origin,
  Sign,
  SupportHome,
} from "../../../src/domain/evidence.ts";

/** The moment all tests of the diagnosis happen at. */
export const NOW = "2026-11-22T00:00:00.000Z";

type Error = Extract<Evidence, { kind: "error" }>;

/** An error of a failed send, two hours old, unless said otherwise. */
export function anError(code: number, more: Partial<Error> = {}): Error {
  return {
    kind: "error",
    namespace: "meta",
    code,
    origin: "send",
    source: "pasted",
    at: "2026-11-21T22:00:00.000Z",
    ...more,
  };
}

export function anEntity(
  type: string,
  canSend: CanSend,
  codes: readonly number[] = [],
  info: readonly string[] = [],
): HealthEntity {
  return { type, canSend, errors: codes.map((code): HealthError => ({ code })), info };
}

export function health(
  aggregate: CanSend,
  entities: readonly HealthEntity[] = [],
  more: { at?: string } = {},
): Evidence {
  return { kind: "health", aggregate, entities, source: "probe", at: "2026-11-21T23:00:00.000Z", ...more };
}

export const ALL_AVAILABLE = health("AVAILABLE", [
  anEntity("PHONE_NUMBER", "AVAILABLE"),
  anEntity("WABA", "AVAILABLE"),
  anEntity("BUSINESS", "AVAILABLE"),
  anEntity("APP", "AVAILABLE"),
]);

export function node(status: string, quality = "GREEN"): Evidence {
  return { kind: "node", status, quality, source: "probe", at: "2026-11-21T23:00:00.000Z" };
}

export function sign(name: Sign): Evidence {
  return { kind: "sign", sign: name, source: "pasted" };
}

export function supportHome(value: SupportHome): Evidence {
  return { kind: "answer_support_home", value, source: "answer" };
}

export function refusedOn(origin: Origin): Evidence {
  return anError(131031, { origin });
}

export function diagnosed(...evidence: readonly Evidence[]): Diagnosis {
  return diagnose({ evidence, now: NOW });
}
