import type { Code } from "../codes/code.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { factsOf } from "../diagnosis/ticket-facts.ts";
import type { Evidence } from "../evidence.ts";
import type { Instant } from "../time.ts";
import { changedFacts, isSame } from "./changed-facts.ts";
import { DEFAULT_FACTS, type TicketFacts } from "./facts.ts";
import { isDone, rowOf } from "./gates.ts";
import type { Ticket } from "./ticket.ts";

/** After these, a registration that answers 131031 means *still locked*. */
const FIXES = ["pin.set_new", "pin.register_once", "recent.register", "older.sign_up", "older.register"];

/** Seen once, these hold until a person or a step says otherwise. */
const LASTING = [
  "pinCode",
  "reverification",
  "paymentCode",
  "technicalCode",
  "compromised",
  "profileUnreadable",
] as const satisfies readonly (keyof TicketFacts)[];

/**
 * What new evidence changes on a ticket. It is read by the diagnosis, so that a ticket and a status check never
 * disagree about the same observation. Healthy answers take nothing back; reinstated and reconnected do.
 */
export function factsAfterEvidence(ticket: Ticket, evidence: readonly Evidence[], now: Instant): Partial<TicketFacts> {
  const before = ticket.facts;
  const seen = factsOf(diagnose({ evidence, now, provider: before.provider }), evidence);
  const codes = union(before.codes, seen.codes ?? []);
  const lockCode = seen.lockCode ?? before.lockCode;
  const facts: TicketFacts = {
    ...before,
    codes,
    lockCode,
    registerWait: seen.registerWait ?? before.registerWait,
    restriction: seen.restriction ?? before.restriction,
    banned: isReinstated(evidence) ? "no" : (seen.banned ?? before.banned),
    offboarded: evidence.some(({ kind }) => kind === "reconnected")
      ? false
      : before.offboarded || seen.offboarded === true,
    // With a lock code on the ticket, lost access is a second problem and must not hide the first.
    accessLost: before.accessLost || (seen.accessLost === true && lockCode !== "yes"),
    stillLockedAfterFix: before.stillLockedAfterFix || isStillLocked(ticket, evidence),
    providerGenericOnly: has(codes, "vonage", 1330) && !codes.some(({ namespace }) => namespace === "meta"),
    supportHome: seen.supportHome ?? before.supportHome,
    recentChanges: seen.recentChanges ?? before.recentChanges,
    incoming: seen.incoming ?? before.incoming,
    scope: seen.scope === undefined || seen.scope === "unknown" ? before.scope : seen.scope,
  };
  for (const key of LASTING) facts[key] = before[key] || seen[key] === true;
  return changedFacts(before, facts);
}

/** What is no longer known once `evidence` is taken back; facts that others have changed meanwhile stay. */
export function factsWithout(
  ticket: Ticket,
  { evidence, rest }: { evidence: readonly Evidence[]; rest: readonly Evidence[] },
  now: Instant,
): Partial<TicketFacts> {
  const { facts } = ticket;
  const read = (all: readonly Evidence[]): TicketFacts => {
    return { ...DEFAULT_FACTS, ...factsOf(diagnose({ evidence: all, now, provider: facts.provider }), all) };
  };
  const [before, after] = [read([...rest, ...evidence]), read(rest)];
  const untouched = Object.entries(changedFacts(before, after)).filter(([key]) => {
    return isSame(facts[key as keyof TicketFacts], before[key as keyof TicketFacts]);
  });
  const gone = before.codes.filter(({ namespace, code }) => !has(after.codes, namespace, code));
  const codes = facts.codes.filter(({ namespace, code }) => !has(gone, namespace, code));
  return { ...Object.fromEntries(untouched), codes };
}

function isStillLocked(ticket: Ticket, evidence: readonly Evidence[]): boolean {
  const hasFix = FIXES.some((id) => isDone(rowOf(ticket, id), undefined));
  return hasFix && evidence.some((item) => item.kind === "error" && item.code === 131031 && item.origin === "register");
}

/** The last word about a ban counts. */
function isReinstated(evidence: readonly Evidence[]): boolean {
  const bans = evidence.flatMap((item) => (item.kind === "ban" ? [item.state] : []));
  return bans.at(-1) === "REINSTATE";
}

function union(known: readonly Code[], added: readonly Code[]): readonly Code[] {
  return [...known, ...added.filter(({ namespace, code }) => !has(known, namespace, code))];
}

function has(codes: readonly Code[], namespace: Code["namespace"], code: number): boolean {
  return codes.some((known) => known.namespace === namespace && known.code === code);
}
