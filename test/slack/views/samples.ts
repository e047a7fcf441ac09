import type { KnownBlock, ModalView } from "@slack/types";
import fc from "fast-check";
import type { TicketRecord } from "../../../src/app/ports/store.ts";
import { ALL_CODES } from "../../../src/domain/codes/index.ts";
import { INCOMING } from "../../../src/domain/evidence.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { phases } from "../../../src/domain/ticket/phases.ts";
import { md } from "../../../src/slack/mrkdwn.ts";
import { buildChecklist } from "../../../src/slack/views/checklist.ts";
import { buildDiagnosisMessage } from "../../../src/slack/views/diagnosis-message.ts";
import { buildDuplicateView } from "../../../src/slack/views/duplicate-view.ts";
import {
  buildErasedAnswer,
  buildErasedCard,
  buildErasedChecklist,
  erasedLine,
} from "../../../src/slack/views/erased.ts";
import { buildErrorMessage } from "../../../src/slack/views/error-message.ts";
import { buildErrorsView } from "../../../src/slack/views/errors-view.ts";
import { buildEscalationModal } from "../../../src/slack/views/escalation/modal.ts";
import { buildExplainMessage } from "../../../src/slack/views/explain-message.ts";
import { buildFiledView } from "../../../src/slack/views/filed-view.ts";
import { buildHelpMessage } from "../../../src/slack/views/help-message.ts";
import { buildLoadingView, buildSorryView } from "../../../src/slack/views/loading-view.ts";
import { buildPasteModal } from "../../../src/slack/views/paste-modal.ts";
import { buildPhaseView } from "../../../src/slack/views/phase-view.ts";
import { buildProviderRequest } from "../../../src/slack/views/provider-request.ts";
import { buildSecretWarning } from "../../../src/slack/views/secret-warning.ts";
import { buildStepDetailsView } from "../../../src/slack/views/step-details-view.ts";
import { buildStepFailedModal } from "../../../src/slack/views/step-failed-modal.ts";
import { buildStepReleaseModal, buildStepSkipModal } from "../../../src/slack/views/step-modals.ts";
import { buildTicketCard } from "../../../src/slack/views/ticket-card.ts";
import { buildThreadNotice } from "../../../src/slack/views/ticket-message.ts";
import {
  buildAddNumbersModal,
  buildReopenModal,
  buildResolveModal,
  buildWaitingModal,
} from "../../../src/slack/views/ticket-modals.ts";
import { buildTicketsMessage } from "../../../src/slack/views/tickets-message.ts";
import { buildTroubleMessage } from "../../../src/slack/views/trouble-message.ts";
import { buildEndsModal } from "../../../src/slack/views/update/ends.ts";
import { buildUpdateModal } from "../../../src/slack/views/update/modal.ts";
import { aRecord, NOW } from "./a-record.ts";
import { anyRecord, nastyText } from "./any-record.ts";

type Message = { text: string; blocks: readonly KnownBlock[] };

/** One message or view as the bot would send it. */
export type Sample = { name: string; message: Message } | { name: string; view: ModalView };

const CTX = { now: NOW, noticeId: "n-1", playbooks: PLAYBOOKS };

const ERASED = aRecord({
  ticket: {
    status: "resolved",
    outcome: "recovered",
    resolvedAt: "2026-11-01T08:00:00.000Z",
    erasedAt: NOW,
    lastFours: [],
  },
  text: { numbers: [], errors: [], wabaId: null },
  apiKeyLastFour: null,
});

const message = (name: string, built: Message): Sample => ({ name, message: built });
const view = (name: string, built: ModalView | undefined): Sample[] =>
  built === undefined ? [] : [{ name, view: built }];

/** Everything that shows one ticket; `text` is whatever somebody typed. */
export function samplesOfTicket(record: TicketRecord, text: string): Sample[] {
  const { ref, steps, paths, facts } = record.ticket;
  return [
    message("ticket card", buildTicketCard(record, CTX)),
    message("checklist", buildChecklist(record, PLAYBOOKS, CTX)),
    ...view("errors", buildErrorsView(record)),
    ...view("provider request", buildProviderRequest(record, text || null, CTX)),
    ...view("update", buildUpdateModal(ref, { facts, text: record.text })),
    ...view("ends", buildEndsModal(ref, facts, [])),
    ...view("waiting", buildWaitingModal(ref, "waiting_on_meta", record.text.metaCase)),
    ...paths.flatMap((path) => view(`phase ${path}`, buildPhaseView(record, path, CTX))),
    ...steps.flatMap(({ id }) => view(`step ${id}`, buildStepDetailsView(record, id, CTX))),
  ];
}

export function sampleOfTickets(records: readonly TicketRecord[]): Sample {
  return message("tickets", buildTicketsMessage(records, { which: "all", now: NOW }));
}

type Diagnosed = { record: TicketRecord; ids: { wabaId: string; fbtraceId: string }; text: string; canShare: boolean };

export function sampleOfDiagnosis({ record, ids, text, canShare }: Diagnosed): Sample {
  const shown = { id: "d-1", diagnosis: record.diagnosis, number: text, ids, secretsFound: [], canShare };
  return message("diagnosis", buildDiagnosisMessage({ ...shown, probesMissing: [text, "b"], probedAt: NOW }));
}

/** What `/waba explain` says of every code in the table, with its namespace and without. */
export function samplesOfCodes(): Sample[] {
  return ALL_CODES.flatMap(({ namespace, code }) => [
    message(`explain ${namespace} ${code}`, buildExplainMessage(`${namespace} ${code}`)),
    message(`explain ${code}`, buildExplainMessage(String(code))),
  ]);
}

/** The small ones, with any text in them; `count` is how many open tickets stand in the way. */
export function samplesOfText(text: string, count: number): Sample[] {
  const open = Array.from({ length: count }, (_, at) => ({ number: text, ref: `WL-${at % 3}` }));
  const others = open.map(({ number }) => number);
  const step = { ticket: "WL-42", step: "s", v: 1 };
  return [
    message("help, mistyped", buildHelpMessage({ word: text, didYouMean: "status" })),
    message("explain anything", buildExplainMessage(text)),
    message("error", buildErrorMessage(text)),
    ...["is_archived", "some_new_word", null].map((because) =>
      message(
        `trouble: ${because}`,
        buildTroubleMessage({ ticket: "WL-42", id: "n-1", channel: "C0SUPPORT", because }),
      ),
    ),
    message("erased card", buildErasedCard(ERASED.ticket, "n-1")),
    message("erased checklist", buildErasedChecklist(ERASED.ticket, phases(ERASED.ticket), "n-1")),
    message("erased line", buildThreadNotice({ ticket: "WL-42", id: "n-1", says: erasedLine(ERASED.ticket) })),
    message("erased answer", buildErasedAnswer()),
    message("erased tickets", buildTicketsMessage([ERASED], { which: "all", now: NOW })),
    message("thread notice", buildThreadNotice({ ticket: "WL-42", id: "n-1", says: md`${text}` })),
    ...view("duplicate", buildDuplicateView({ open, others, draftId: "draft" })),
    ...view("filed, secrets", buildFiledView({ ref: "WL-42", secrets: ["meta_token", "pin"], channel: text })),
    // Its sentences are ours and may name people; what somebody typed never gets there.
    ...view("sorry", buildSorryView("Sorry", text.replace(/[<>]/g, ""))),
    ...view("release step", buildStepReleaseModal(step, { title: text, careful: text })),
    ...view("skip step", buildStepSkipModal(step, { title: text })),
    ...view("step failed", buildStepFailedModal(step, { title: text })),
    ...view("escalation", buildEscalationModal({ errors: text, customer: text }, { notes: [text] })),
    ...view("escalation, Vonage", buildEscalationModal({ provider: "vonage", incoming: INCOMING[0] }, {})),
  ];
}

/** Those with nothing in them that could vary. */
export function fixedSamples(): Sample[] {
  return [
    message("help", buildHelpMessage({})),
    message(
      "secret warning",
      buildSecretWarning(["meta_token", "jwt", "slack_token", "bearer_token", "basic_auth", "private_key"]),
    ),
    message("no tickets", buildTicketsMessage([], { which: "mine", now: NOW })),
    ...view("loading", buildLoadingView("Escalate a number")),
    ...view("escalation, empty", buildEscalationModal({})),
    ...view("paste", buildPasteModal({ diagnosisId: "d-1", question: "paste_or_code" })),
    ...view("add numbers", buildAddNumbersModal("WL-42")),
    ...view("reopen", buildReopenModal("WL-42")),
    ...view("resolve", buildResolveModal("WL-42", { proved: false })),
    ...view("filed", buildFiledView({ ref: "WL-42", url: "https://example.slack.com/archives/C1/p1" })),
  ];
}

/** Each of them with seeded content: the same list every time, for a replay against the real Slack. */
export function renderedSamples({ tickets = 4, seed = 20261122 } = {}): Sample[] {
  const drawn = { seed, numRuns: tickets };
  const records = fc.sample(anyRecord, drawn);
  const texts = fc.sample(nastyText, drawn);
  return [
    ...fixedSamples(),
    ...texts.flatMap((text, at) => samplesOfText(text, at * 20 + 1)),
    ...records.flatMap((record, at) => samplesOfTicket(record, texts[at] ?? "")),
    ...records.map((record, at) => {
      const text = texts[at] ?? "";
      return sampleOfDiagnosis({ record, ids: { wabaId: text, fbtraceId: text }, text, canShare: at % 2 === 0 });
    }),
    sampleOfTickets(records),
    ...samplesOfCodes(),
  ];
}
