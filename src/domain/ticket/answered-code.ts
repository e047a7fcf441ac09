import type { Evidence } from "../evidence.ts";
import type { Instant } from "../time.ts";
import type { Command } from "./command.ts";
import type { UserId } from "./ticket.ts";

/** The code somebody was told stands beside the provider's general error; the answer of a registration is another. */
export function answeredCode(evidence: readonly Evidence[]): number | null {
  const last = evidence.filter(isAnsweredCode).at(-1);
  return last?.kind === "error" ? last.code : null;
}

/** What enters the code on a ticket, corrects it, or takes it back (`null`). */
export function enterCode(
  evidence: readonly Evidence[],
  code: number | null,
  { by, at }: { by: UserId; at: Instant },
): readonly Command[] {
  const wrong = evidence.filter(isAnsweredCode);
  const rest = evidence.filter((item) => !isAnsweredCode(item));
  const told: Evidence[] =
    code === null ? [] : [{ kind: "error", namespace: "meta", code, origin: "unknown", source: "answer", at }];
  return [
    ...(wrong.length === 0 ? [] : [{ do: "withdraw_evidence", evidence: wrong, rest, by } as const]),
    ...(told.length === 0 ? [] : [{ do: "add_evidence", evidence: told, by } as const]),
  ];
}

function isAnsweredCode(item: Evidence): boolean {
  return item.kind === "error" && item.source === "answer" && item.origin === "unknown";
}
