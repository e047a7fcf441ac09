import type { Code } from "../codes/code.ts";
import type { Evidence } from "../evidence.ts";
import type { Provider } from "../provider.ts";
import type { Finding } from "./finding.ts";
import { BANNED } from "./rules/lock-codes.ts";
import { seenErrors } from "./seen-errors.ts";
import { codeOf } from "./weight.ts";

/** Every code once: those of the findings in their order of weight, then those that were seen and decide nothing. */
export function codesOf(evidence: readonly Evidence[], ranked: readonly Finding[]): readonly Code[] {
  const weighty = ranked.flatMap((finding) => codeOf(finding) ?? codeBehind(finding, evidence) ?? []);
  const seen = seenErrors(evidence).map(({ code }) => code);
  const all = [...weighty, ...seen.sort((a, b) => a.code - b.code || (a.namespace < b.namespace ? -1 : 1))];
  return all.filter((code, index) => all.findIndex((other) => isSame(other, code)) === index);
}

/** `banned` by health carries no code of its own. */
function codeBehind(finding: Finding, evidence: readonly Evidence[]): Code | undefined {
  if (finding.kind !== "banned" || finding.by !== "health") return undefined;
  return seenErrors(evidence).find(({ category, code }) => category === "lock" && code.code === BANNED)?.code;
}

/** Whose error format it is, where nobody said: the provider that carried the error on goes before Meta. */
export function providerOf(evidence: readonly Evidence[]): Provider | "none" {
  const namespaces = seenErrors(evidence).map((error) => error.code.namespace);
  const carrier = [...namespaces].sort().find((name) => name !== "meta");
  if (carrier !== undefined) return carrier;
  const isMetas = namespaces.length > 0 || evidence.some(({ kind }) => kind === "health" || kind === "node");
  return isMetas ? "meta" : "none";
}

function isSame(a: Code, b: Code): boolean {
  return a.namespace === b.namespace && a.code === b.code;
}
