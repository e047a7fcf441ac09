import type { Category, Code } from "../codes/code.ts";
import type { Evidence } from "../evidence.ts";
import type { Provider } from "../provider.ts";
import type { Finding } from "./finding.ts";
import { seenErrors } from "./seen-errors.ts";
import { codeOf } from "./weight.ts";

/** Every code once, the deciding one first, then in the order in which they were seen. */
export function codesOf(evidence: readonly Evidence[], deciding: Finding | undefined): readonly Code[] {
  const first = deciding === undefined ? undefined : (codeOf(deciding) ?? codeBehind(deciding, evidence));
  const all = [...(first === undefined ? [] : [first]), ...seenErrors(evidence).map((error) => error.code)];
  return all.filter((code, index) => all.findIndex((other) => isSame(other, code)) === index);
}

/** `banned` by health carries no code of its own. */
function codeBehind(deciding: Finding, evidence: readonly Evidence[]): Code | undefined {
  if (deciding.kind !== "banned" || deciding.by !== "health") return undefined;
  const lock: Category = "lock";
  return seenErrors(evidence).find((error) => error.category === lock && error.origin === "health")?.code;
}

/** Whose error format it is, where nobody said: the provider that carried the error on goes before Meta. */
export function providerOf(evidence: readonly Evidence[]): Provider | "none" {
  const namespaces = seenErrors(evidence).map((error) => error.code.namespace);
  return [...namespaces].sort().find((name) => name !== "meta") ?? (namespaces.length > 0 ? "meta" : "none");
}

function isSame(a: Code, b: Code): boolean {
  return a.namespace === b.namespace && a.code === b.code;
}
