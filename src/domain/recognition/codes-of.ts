import type { Code } from "../codes/code.ts";
import type { Evidence } from "../evidence.ts";

/** Every error code the evidence holds, also those inside health answers; each once, in order. */
export function codesOf(evidence: readonly Evidence[]): Code[] {
  const codes = new Map<string, Code>();
  for (const { namespace, code } of evidence.flatMap(codesIn)) codes.set(`${namespace} ${code}`, { namespace, code });
  return [...codes.values()];
}

function codesIn(evidence: Evidence): Code[] {
  if (evidence.kind === "error") return [{ namespace: evidence.namespace, code: evidence.code }];
  if (evidence.kind !== "health") return [];
  return evidence.entities.flatMap((entity) => entity.errors.map(({ code }) => ({ namespace: "meta" as const, code })));
}
