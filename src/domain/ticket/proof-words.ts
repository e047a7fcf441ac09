import { diagnose } from "../diagnosis/diagnose.ts";
import { findingLine } from "../diagnosis/finding-words.ts";
import type { ProofId } from "../playbooks/playbook.ts";
import type { Reading } from "./proofs.ts";

/** What a live reading showed, as one or two sentences for the thread; facts, no verdict about the ticket. */
export function readingWords(proof: ProofId, reading: Reading): string {
  return SPECIAL[proof]?.(reading) ?? general(reading);
}

const SPECIAL: Partial<Record<ProofId, (reading: Reading) => string | undefined>> = {
  code_verified: ({ evidence }) => nodeSays("code_verification_status", evidence, "codeVerification"),
  registered: ({ evidence }) => nodeSays("platform_type", evidence, "platformType"),
  not_listed: () => "The number is still listed in an account at Meta.",
  same_account: ({ wabaId }) => `The number is listed in another account, the one ending ${wabaId?.slice(-4) ?? "…"}.`,
};

function nodeSays(field: string, evidence: Reading["evidence"], key: "codeVerification" | "platformType") {
  const node = evidence.find((item) => item.kind === "node");
  return node?.[key] === undefined ? undefined : `Meta shows ${field} ${node[key]}.`;
}

function general({ evidence, at }: Reading): string {
  const { findings } = diagnose({ evidence, now: at, provider: "meta" });
  return findings.slice(0, 2).map(findingLine).join(" ") || "Meta's answer says nothing that we understand.";
}
