import type { Code } from "../codes/code.ts";
import type { Evidence, HealthEntity } from "../evidence.ts";
import { HOUR, plus } from "../time.ts";
import { changedFacts } from "./changed-facts.ts";
import type { TicketFacts } from "./facts.ts";
import { isDone, rowOf } from "./gates.ts";
import type { Ticket } from "./ticket.ts";

/** After these, a registration that answers 131031 means *still locked*. */
const FIXES = ["pin.set_new", "pin.register_once", "recent.register", "older.sign_up", "older.register"];

const LOCK = [131031, 141008, 141014];
const PIN = [133005, 133008, 133009];
const PAYMENT = [131042, 141006];

/** What new evidence changes on a ticket; healthy answers take nothing back, a person does that. */
export function factsAfterEvidence(ticket: Ticket, evidence: readonly Evidence[]): Partial<TicketFacts> {
  const hasFix = FIXES.some((id) => isDone(rowOf(ticket, id), undefined));
  let facts = ticket.facts;
  for (const item of evidence) facts = { ...facts, ...learn(facts, item) };
  const isStillLocked = hasFix && evidence.some((item) => isMeta(item, 131031) && item.origin === "register");
  return changedFacts(ticket.facts, {
    ...facts,
    // With a lock code on the ticket, lost access is a second problem and must not hide the first.
    accessLost: ticket.facts.accessLost || (facts.accessLost && facts.lockCode !== "yes"),
    stillLockedAfterFix: facts.stillLockedAfterFix || isStillLocked,
    providerGenericOnly:
      facts.codes.some(({ namespace, code }) => namespace === "vonage" && code === 1330) &&
      !facts.codes.some(({ namespace }) => namespace === "meta"),
  });
}

function learn(facts: TicketFacts, item: Evidence): Partial<TicketFacts> {
  switch (item.kind) {
    case "error":
      return learnCode(facts, item);
    case "health":
      return learnHealth(facts, item.entities);
    case "node":
      return item.status === "BANNED" ? { banned: "yes" } : {};
    case "ban":
      return { banned: item.state === "REINSTATE" ? "no" : "yes" };
    case "restriction":
      return item.types.some(stopsSending) ? { restriction: { endsAt: item.endsAt ?? null } } : {};
    case "offboarded":
      return { offboarded: true };
    case "reconnected":
      return { offboarded: false };
    case "access_lost":
      return { accessLost: true };
    case "sign":
      return learnSign(item.sign);
    case "answer_support_home":
      return { supportHome: item.value };
    case "answer_recent_changes":
      return { recentChanges: item.value };
    case "answer_scope":
      return { scope: item.value };
    case "answer_incoming":
      return { incoming: item.value };
    default:
      return {};
  }
}

function learnHealth(facts: TicketFacts, entities: readonly HealthEntity[]): TicketFacts {
  let learnt = facts;
  for (const { code } of entities.flatMap(({ errors }) => errors)) {
    learnt = { ...learnt, ...learnCode(learnt, { namespace: "meta", code, origin: "health" }) };
  }
  return learnt;
}

type CodedError = Extract<Evidence, { kind: "error" }>;

type Learnable = Pick<CodedError, "namespace" | "code" | "origin" | "mentionsPin" | "at">;

function learnCode(facts: TicketFacts, error: Learnable): Partial<TicketFacts> {
  const { namespace, code, origin, mentionsPin, at } = error;
  const learnt: Partial<TicketFacts> = { codes: withCode(facts.codes, { namespace, code }) };
  if (namespace !== "meta") return learnt;
  if (LOCK.includes(code)) learnt.lockCode = "yes";
  if (code === 141008) learnt.technicalCode = true;
  if (code === 141014) learnt.banned = "yes";
  if (PIN.includes(code) || (code === 131031 && mentionsPin === true)) learnt.pinCode = true;
  if (PAYMENT.includes(code)) learnt.paymentCode = true;
  if (code === 133006) learnt.reverification = true;
  if (code === 133008 || code === 133009) learnt.registerWait = facts.registerWait ?? { until: null };
  // Meta: ten registrations in 72 hours, then none for 72 hours.
  if (code === 133016) learnt.registerWait = { until: at === undefined ? null : plus(at, 72 * HOUR) };
  if (code === 368 && origin === "send") learnt.restriction = facts.restriction ?? { endsAt: null };
  return learnt;
}

function learnSign(sign: Extract<Evidence, { kind: "sign" }>["sign"]): Partial<TicketFacts> {
  switch (sign) {
    case "profile_unreadable":
      return { profileUnreadable: true };
    case "inbound_silent":
      return { incoming: "stopped" };
    case "provider_account_barred":
      return { accessLost: true };
    case "provider_balance":
      return { paymentCode: true };
    case "status_banned":
      return { banned: "yes" };
    case "compromised":
      return { compromised: true };
    case "reverification_asked":
      return { reverification: true };
    default:
      return {};
  }
}

/** Restrictions on calling alone or on adding numbers do not stop sending. */
function stopsSending(type: string): boolean {
  return /MESSAGING|TEMPLATES/.test(type);
}

function withCode(codes: readonly Code[], added: Code): readonly Code[] {
  const isKnown = codes.some(({ namespace, code }) => namespace === added.namespace && code === added.code);
  return isKnown ? codes : [...codes, added];
}

function isMeta(item: Evidence, code: number): item is CodedError {
  return item.kind === "error" && item.namespace === "meta" && item.code === code;
}
