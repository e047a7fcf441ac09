import { randomUUID } from "node:crypto";
import type { Escalation } from "../../src/app/escalate-number.ts";
import type { Calls, NewNotice, NewTicket, Sent, StoredDiagnosis } from "../../src/app/ports/store.ts";
import type { Diagnosis } from "../../src/domain/diagnosis/diagnosis.ts";
import type { Pace } from "../../src/domain/pace.ts";
import type { TicketFacts } from "../../src/domain/ticket/facts.ts";
import type { ChecklistStep } from "../../src/domain/ticket/ticket.ts";

export const NOW = "2026-03-02T10:00:00.000Z";
export const LATER = "2026-03-02T10:05:00.000Z";

export function aDiagnosis(over: Partial<Diagnosis> = {}): Diagnosis {
  return {
    verdict: "locked",
    category: "lock",
    confidence: "likely",
    stage: "locked",
    scope: "account",
    provider: "vonage",
    codes: [{ namespace: "meta", code: 131031 }],
    endsAt: null,
    findings: [],
    causes: [{ cause: "policy_violation", confidence: "possible", because: ["send_refused_as_locked"] }],
    contradictions: [],
    nextQuestion: "support_home",
    playbook: ["stop_the_bleeding", "find_the_cause"],
    doNot: ["register"],
    lockPossible: true,
    ...over,
  };
}

export function someFacts(over: Partial<TicketFacts> = {}): TicketFacts {
  return {
    provider: "vonage",
    codes: [{ namespace: "meta", code: 131031 }],
    lockCode: "yes",
    stillLockedAfterFix: false,
    pinCode: false,
    registerWait: null,
    reverification: false,
    paymentCode: false,
    technicalCode: false,
    banned: "unknown",
    restriction: null,
    offboarded: false,
    accessLost: false,
    compromised: false,
    profileUnreadable: false,
    providerGenericOnly: false,
    supportHome: "not_checked",
    violation: [],
    scope: "account",
    onboarded: "unknown",
    recentChanges: ["dont_know"],
    incoming: "stopped",
    providerWay: "not_asked",
    attempts: { meta: null, provider: null },
    lastPaidMessageAt: null,
    removalAllowed: "unknown",
    canBeAddedBack: "unknown",
    reviewDecision: "none",
    metaAnswer: "none",
    providerCase: "unknown",
    metaCase: "unknown",
    ...over,
  } as TicketFacts;
}

export function aStep(id: string, over: Partial<ChecklistStep> = {}): ChecklistStep {
  return {
    id,
    path: "stop_the_bleeding",
    state: "todo",
    version: 1,
    by: null,
    second: null,
    at: null,
    releasedBy: null,
    releasedAt: null,
    ...over,
  };
}

let nextNumber = 0;

/** A number nobody used in this file: `+1202555…`. */
export function aNumber(): string {
  nextNumber += 1;
  return `+1202555${String(nextNumber).padStart(4, "0")}`;
}

export function anEscalation(over: Partial<Escalation> = {}): Escalation {
  return {
    provider: "vonage",
    numbers: [aNumber()],
    firstSeenAt: NOW,
    errors: "(#131031) Business Account locked",
    apiKey: "abcd1234",
    accountReference: null,
    supportHome: "not_checked",
    scope: "unknown",
    onboarded: "unknown",
    wabaId: null,
    recentChanges: [],
    incoming: "not_checked",
    customer: null,
    metaAdmin: null,
    ...over,
  };
}

type TicketOverrides = Partial<Omit<NewTicket, "ticket" | "text">> & {
  ticket?: Partial<NewTicket["ticket"]>;
  text?: Partial<NewTicket["text"]>;
};

export function aNewTicket({ ticket = {}, text = {}, ...rest }: TicketOverrides = {}): NewTicket {
  const numbers = text.numbers ?? [aNumber()];
  return {
    ticket: {
      id: randomUUID(),
      status: "open",
      outcome: null,
      facts: someFacts(),
      paths: ["stop_the_bleeding", "find_the_cause"],
      steps: [aStep("stop_sends"), aStep("save_evidence"), aStep("ask_home", { path: "find_the_cause" })],
      requester: "UREQUESTER",
      assignee: null,
      statusSince: NOW,
      createdAt: NOW,
      resolvedAt: null,
      erasedAt: null,
      revision: 1,
      lastFours: numbers.map((number) => number.slice(-4)),
      failedRegistrations: 0,
      ...ticket,
    },
    text: {
      errors: [{ text: "(#131031) Business Account locked", by: "UREQUESTER", at: NOW }],
      accountReference: null,
      wabaId: "102290129340398",
      phoneNumberId: null,
      customer: "Larkspur Bakery, desk 4411",
      metaAdmin: null,
      providerCase: null,
      metaCase: null,
      reasons: {},
      ...text,
      numbers,
    },
    firstSeenAt: "2026-03-02T08:30:00.000Z",
    diagnosis: aDiagnosis(),
    evidence: [{ kind: "sign", source: "pasted", sign: "inbound_silent" }],
    apiKey: "4f9c1a2b",
    viewId: `V${randomUUID()}`,
    ...rest,
  };
}

export function aStoredDiagnosis(over: Partial<StoredDiagnosis> = {}): StoredDiagnosis {
  return {
    id: randomUUID(),
    number: aNumber(),
    evidence: [{ kind: "sign", source: "pasted", sign: "inbound_silent" }],
    diagnosis: aDiagnosis(),
    redactedText: "error 131031, token [removed]",
    ids: { wabaId: "102290129340398" },
    by: "UREQUESTER",
    at: NOW,
    ...over,
  };
}

/** Slack as fast as anybody likes. */
const NO_LIMIT: Pace = { everyMs: 1, burst: 1_000_000 };
export const NO_PACE: Record<Calls, Pace> = { post: NO_LIMIT, update: NO_LIMIT };

export function sentAs(ts: string, revision: number, over: Partial<Sent> = {}): Sent {
  return { ts, channel: "CSUPPORT", revision, notBefore: NOW, pendingShown: 0, ...over };
}

export function aNotice(over: Partial<NewNotice> = {}): NewNotice {
  return {
    id: randomUUID(),
    ticketId: null,
    kind: "card",
    channel: "CSUPPORT",
    parentId: null,
    threadTs: null,
    body: null,
    wantedRevision: 1,
    ...over,
  };
}
