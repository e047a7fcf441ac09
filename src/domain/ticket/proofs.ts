import { diagnose } from "../diagnosis/diagnose.ts";
import type { Finding } from "../diagnosis/finding.ts";
import type { Evidence, UnreadReason } from "../evidence.ts";
import type { ProofId } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { TicketFacts } from "./facts.ts";

/** What one live reading of one number says about a tick. What could not be read never contradicts anybody. */
export type Says = "agrees" | "contradicts" | "cannot_tell";

/** One live reading of one number. */
export type Reading = { evidence: readonly Evidence[]; wabaId: string | null; at: Instant };

/** What the ticket knew before the reading. */
export type Known = { facts: TicketFacts; evidence: readonly Evidence[]; wabaId: string | null };

type Proof = (reading: Reading, known: Known) => Says;

const BLOCKS = ["locked", "restricted", "blocked"];

export const PROOF_OF: Readonly<Record<ProofId, Proof>> = {
  health_read: (reading) => (read(reading, "health") === undefined ? "cannot_tell" : "agrees"),
  nothing_blocked: nothingBlocked,
  // A lock code on the ticket came from a send, and a healthy reading does not outrank it.
  no_lock_seen: (reading, { facts }) => {
    if (conclude(reading).verdict === "locked") return "contradicts";
    return isUnderstood(reading) && facts.lockCode !== "yes" ? "agrees" : "cannot_tell";
  },
  payment_gone: (reading) => {
    if (hasFinding(reading, "payment_blocked")) return "contradicts";
    return isUnderstood(reading) ? "agrees" : "cannot_tell";
  },
  // An available health check alone proves no release: locked accounts have shown it.
  released: (reading, { facts }) => (facts.reviewDecision === "reversed" ? nothingBlocked(reading) : "cannot_tell"),
  code_verified: (reading) => compare(read(reading, "node")?.codeVerification, "VERIFIED"),
  registered: (reading) => compare(read(reading, "node")?.platformType, "CLOUD_API"),
  business_verified: (reading) => compare(read(reading, "account")?.businessVerification?.toUpperCase(), "VERIFIED"),
  not_listed: (reading, known) => {
    if (read(reading, "node") !== undefined) return "contradicts";
    // Absent only counts where it was seen before; a number of an account we never saw is not found either.
    return isSearchedInVain(reading) && isSeen(known) ? "agrees" : "cannot_tell";
  },
  same_account: ({ wabaId }, known) =>
    wabaId === null || known.wabaId === null ? "cannot_tell" : wabaId === known.wabaId ? "agrees" : "contradicts",
  reconnected: (reading) => {
    const node = read(reading, "node");
    return node?.isOnBizApp === true && node.platformType === "CLOUD_API" ? "agrees" : "cannot_tell";
  },
  // Only the access that was refused to us can be seen to come back.
  access_back: (reading, known) => {
    if (!couldNotRead(known.evidence, "token_expired", "no_permission")) return "cannot_tell";
    if (couldNotRead(reading.evidence, "token_expired", "no_permission")) return "contradicts";
    return read(reading, "node") === undefined ? "cannot_tell" : "agrees";
  },
};

/** Several numbers: one that contradicts is enough, and all have to agree. */
export function saysTogether(says: readonly Says[]): Says {
  if (says.includes("contradicts")) return "contradicts";
  return says.length > 0 && says.every((one) => one === "agrees") ? "agrees" : "cannot_tell";
}

function nothingBlocked(reading: Reading): Says {
  if (BLOCKS.includes(conclude(reading).verdict)) return "contradicts";
  return isUnderstood(reading) ? "agrees" : "cannot_tell";
}

function compare(value: string | undefined, wanted: string): Says {
  if (value === undefined) return "cannot_tell";
  return value === wanted ? "agrees" : "contradicts";
}

function conclude({ evidence, at }: Reading) {
  return diagnose({ evidence, now: at, provider: "meta" });
}

function hasFinding(reading: Reading, kind: Finding["kind"]): boolean {
  return conclude(reading).findings.some((finding) => finding.kind === kind);
}

function isUnderstood(reading: Reading): boolean {
  if (read(reading, "health") === undefined) return false;
  return !conclude(reading).findings.some((finding) => finding.kind === "could_not_read" && finding.what === "health");
}

function read<K extends Evidence["kind"]>({ evidence }: Reading, kind: K) {
  return evidence.find((item): item is Extract<Evidence, { kind: K }> => item.kind === kind);
}

function couldNotRead(evidence: readonly Evidence[], ...reasons: readonly UnreadReason[]): boolean {
  return evidence.some((item) => item.kind === "unread" && reasons.includes(item.why));
}

/** Every list was read to its end; a list that could not be read carries no `searched`. */
function isSearchedInVain({ evidence }: Reading): boolean {
  return evidence.some((item) => item.kind === "unread" && item.why === "not_found" && item.searched !== undefined);
}

function isSeen({ evidence }: Known): boolean {
  return evidence.some(({ kind, source }) => source === "probe" && (kind === "node" || kind === "health"));
}
