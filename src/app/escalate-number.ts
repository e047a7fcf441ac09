import { diagnose } from "../domain/diagnosis/diagnose.ts";
import { factsOf } from "../domain/diagnosis/ticket-facts.ts";
import type { Evidence, Incoming, Onboarded, RecentChange, Scope, SupportHome } from "../domain/evidence.ts";
import { choosePaths } from "../domain/playbooks/choose-paths.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Provider } from "../domain/provider.ts";
import { recognise } from "../domain/recognition/recognise.ts";
import { buildChecklist } from "../domain/ticket/checklist.ts";
import { DEFAULT_FACTS } from "../domain/ticket/facts.ts";
import type { UserId } from "../domain/ticket/ticket.ts";
import type { Instant } from "../domain/time.ts";
import type { Clock, Ids } from "./ports/clock.ts";
import type { FileResult, NewTicket, Store, StoredDiagnosis } from "./ports/store.ts";
import { rememberedDiagnosis } from "./remembered-diagnosis.ts";
import { startTimers } from "./start-timers.ts";

/** What the modal collected; `apiKey` is an identifier, never a secret. */
export type Escalation = {
  provider: Provider;
  numbers: readonly string[];
  firstSeenAt: Instant;
  errors: string;
  apiKey: string | null;
  accountReference: string | null;
  supportHome: SupportHome;
  scope: Scope;
  onboarded: Onboarded;
  wabaId: string | null;
  recentChanges: readonly RecentChange[];
  incoming: Incoming;
  customer: string | null;
  metaAdmin: string | null;
};

export type EscalateRequest = {
  escalation: Escalation;
  by: UserId;
  /** The modal's view id: filing it again returns the same ticket. */
  viewId: string;
  diagnosisId?: string | undefined;
};

export type EscalateAnswer = { result: FileResult; draftId: string };
export type EscalateNumber = (request: EscalateRequest) => Promise<EscalateAnswer>;

type Needs = {
  store: Pick<Store, "transact" | "diagnoses" | "drafts">;
  playbooks: Playbooks;
  supportChannel: () => string;
  clock: Clock;
  ids: Ids;
};

export function createEscalateNumber(needs: Needs): EscalateNumber {
  const { store, playbooks, supportChannel, clock, ids } = needs;
  return async ({ escalation, by, viewId, diagnosisId }) => {
    // A form opened empty is about a number too: a ban that was read this morning must not be forgotten.
    const base =
      diagnosisId === undefined
        ? await rememberedDiagnosis(store, escalation.numbers, clock())
        : await store.diagnoses.load(diagnosisId);
    const ticket = newTicket({ escalation, by, viewId, base, now: clock(), ids, playbooks });
    const result = await store.transact(async (tx) => {
      const filed = await tx.tickets.file(ticket);
      if (filed.filed !== "new") return filed;
      const { id, revision } = filed.record.ticket;
      const card = ids();
      const common = { ticketId: id, channel: supportChannel(), threadTs: null, body: null, wantedRevision: revision };
      await tx.notices.add([
        { ...common, id: card, kind: "card", parentId: null },
        { ...common, id: ids(), kind: "checklist", parentId: card },
      ]);
      await startTimers(tx.jobs, { before: null, after: filed.record.ticket, now: clock(), playbooks });
      return filed;
    });
    const draftId = ids();
    // The key stays out of the draft: it is kept encrypted on a ticket or not at all.
    const form = { ...escalation, errors: ticket.text.errors.at(-1)?.text ?? "", apiKey: null };
    if (result.filed === "duplicate") await store.drafts.save({ id: draftId, by, at: clock(), form });
    return { result, draftId };
  };
}

type Sources = Pick<EscalateRequest, "escalation" | "by" | "viewId"> & {
  base: StoredDiagnosis | undefined;
  now: Instant;
  ids: Ids;
  playbooks: Playbooks;
};

function newTicket({ escalation, by, viewId, base, now, ids, playbooks }: Sources): NewTicket {
  const read = recognise(escalation.errors);
  const evidence = [...(base?.evidence ?? []), ...read.evidence, ...answersOf(escalation, now)];
  const diagnosis = diagnose({ evidence, now, provider: escalation.provider });
  const facts = { ...DEFAULT_FACTS, ...factsOf(diagnosis, evidence), ...chosen(escalation) };
  const paths = choosePaths(facts, playbooks);
  return {
    viewId,
    apiKey: escalation.apiKey,
    firstSeenAt: escalation.firstSeenAt,
    diagnosis,
    evidence,
    ticket: {
      id: ids(),
      status: "open",
      outcome: null,
      facts,
      paths,
      steps: buildChecklist(paths, playbooks),
      requester: by,
      assignee: null,
      statusSince: now,
      createdAt: now,
      resolvedAt: null,
      erasedAt: null,
      revision: 1,
      lastFours: escalation.numbers.map((number) => number.slice(-4)),
      failedRegistrations: 0,
    },
    text: {
      numbers: escalation.numbers,
      errors: [{ text: read.redactedText, by, at: now }],
      accountReference: escalation.accountReference,
      wabaId: escalation.wabaId ?? read.wabaId ?? base?.ids.wabaId ?? null,
      phoneNumberId: read.phoneNumberId ?? base?.ids.phoneNumberId ?? null,
      customer: escalation.customer,
      metaAdmin: escalation.metaAdmin,
      providerCase: null,
      metaCase: null,
      reasons: {},
    },
  };
}

/** What the form answered, as evidence; an untouched field is no answer. */
export function answersOf(escalation: Escalation, at: Instant): Evidence[] {
  const from = { source: "answer", at } as const;
  const answers: Evidence[] = [];
  // Nobody answered: an untouched field is not an answer.
  if (escalation.supportHome !== "not_checked") {
    answers.push({ ...from, kind: "answer_support_home", value: escalation.supportHome });
  }
  if (escalation.recentChanges.length > 0) {
    answers.push({ ...from, kind: "answer_recent_changes", value: escalation.recentChanges });
  }
  if (escalation.scope !== "unknown") answers.push({ ...from, kind: "answer_scope", value: escalation.scope });
  if (escalation.incoming !== "not_checked") {
    answers.push({ ...from, kind: "answer_incoming", value: escalation.incoming });
  }
  return answers;
}

/** What the form chooses and no evidence says; answers travel as evidence, so an empty field takes nothing back. */
function chosen({ provider, onboarded }: Escalation) {
  return { provider, onboarded };
}
