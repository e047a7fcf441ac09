import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_CODES } from "../../../src/domain/codes/index.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { md } from "../../../src/slack/mrkdwn.ts";
import { buildChecklist } from "../../../src/slack/views/checklist.ts";
import { buildDiagnosisMessage } from "../../../src/slack/views/diagnosis-message.ts";
import { buildDuplicateView } from "../../../src/slack/views/duplicate-view.ts";
import { buildErrorMessage } from "../../../src/slack/views/error-message.ts";
import { buildErrorsView } from "../../../src/slack/views/errors-view.ts";
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
import { buildUpdateModal } from "../../../src/slack/views/update/modal.ts";
import { problemsOfMessage, problemsOfView } from "../../support/validate-blocks.ts";
import { aRecord, NOW } from "./a-record.ts";
import { anyRecord, nastyText } from "./any-record.ts";

const CTX = { now: NOW, noticeId: "n-1", playbooks: PLAYBOOKS };
const RUNS = { numRuns: 60 };

describe("whatever a ticket holds, Slack takes", () => {
  test("its card", () => {
    fc.assert(
      fc.property(anyRecord, (record) => sound(buildTicketCard(record, CTX))),
      RUNS,
    );
  });

  test("its checklist", () => {
    fc.assert(
      fc.property(anyRecord, (record) => sound(buildChecklist(record, PLAYBOOKS, CTX))),
      RUNS,
    );
  });

  test("its list entry", () => {
    const records = fc.array(anyRecord, { maxLength: 20 });
    fc.assert(
      fc.property(records, (all) => sound(buildTicketsMessage(all, { which: "all", now: NOW }))),
      { numRuns: 15 },
    );
  });

  test("its modals", () => {
    fc.assert(
      fc.property(anyRecord, nastyText, (record, text) => {
        const { ref, steps, paths } = record.ticket;
        soundView(buildErrorsView(record));
        soundView(buildProviderRequest(record, text || null, CTX));
        soundView(buildUpdateModal(ref, { facts: record.ticket.facts, text: record.text }));
        soundView(buildWaitingModal(ref, "waiting_on_meta", record.text.metaCase));
        for (const path of paths) soundView(buildPhaseView(record, path, CTX));
        for (const { id } of steps) soundView(buildStepDetailsView(record, id, CTX));
      }),
      { numRuns: 25 },
    );
  });
});

test("every diagnosis stays inside the limits, with any ids and any number", () => {
  const ids = fc.record({ wabaId: nastyText, fbtraceId: nastyText });
  fc.assert(
    fc.property(anyRecord, ids, nastyText, fc.boolean(), ({ diagnosis }, known, text, canShare) => {
      const shown = { id: "d-1", diagnosis, number: text, ids: known, secretsFound: [], canShare };
      sound(buildDiagnosisMessage({ ...shown, probesMissing: [text, "b"], probedAt: NOW }));
    }),
    RUNS,
  );
});

test("every code in the table can be explained inside the limits", () => {
  for (const { namespace, code } of ALL_CODES) {
    sound(buildExplainMessage(`${namespace} ${code}`));
    sound(buildExplainMessage(String(code)));
  }
});

test("the small ones stay inside the limits with anything in them", () => {
  fc.assert(
    fc.property(nastyText, fc.integer({ min: 1, max: 60 }), (text, count) => {
      sound(buildHelpMessage({ word: text, didYouMean: "status" }));
      sound(buildExplainMessage(text));
      sound(buildErrorMessage(text));
      sound(buildThreadNotice({ ticket: "WL-42", id: "n-1", says: md`${text}` }));
      const open = Array.from({ length: count }, (_, at) => ({ number: text, ref: `WL-${at % 3}` }));
      soundView(buildDuplicateView({ open, others: open.map(({ number }) => number), draftId: "draft" }));
      soundView(buildFiledView({ ref: "WL-42", secrets: ["meta_token", "pin"], channel: text }));
      // Its sentences are ours and may name people; what somebody typed never gets there.
      soundView(buildSorryView("Sorry", text.replace(/[<>]/g, "")));
      soundView(buildStepReleaseModal({ ticket: "WL-42", step: "s", v: 1 }, { title: text, careful: text }));
      soundView(buildStepSkipModal({ ticket: "WL-42", step: "s", v: 1 }, { title: text }));
      soundView(buildStepFailedModal({ ticket: "WL-42", step: "s", v: 1 }, { title: text }));
    }),
    RUNS,
  );
});

test("the fixed ones stay inside the limits", () => {
  sound(buildHelpMessage({}));
  sound(buildSecretWarning(["meta_token", "jwt", "slack_token", "bearer_token", "basic_auth", "private_key"]));
  sound(buildTicketsMessage([], { which: "mine", now: NOW }));
  soundView(buildLoadingView("Escalate a number"));
  soundView(buildPasteModal({ diagnosisId: "d-1", question: "paste_or_code" }));
  soundView(buildAddNumbersModal("WL-42"));
  soundView(buildReopenModal("WL-42"));
  soundView(buildResolveModal("WL-42", { proved: false }));
  soundView(buildFiledView({ ref: "WL-42", url: "https://example.slack.com/archives/C1/p1" }));
  sound(buildTicketCard(aRecord(), CTX));
});

function sound(message: { text: string; blocks: readonly unknown[] }): void {
  expect(problemsOfMessage(message)).toEqual([]);
  expect(JSON.stringify(message)).not.toContain("<!channel>");
}

function soundView(view: unknown): void {
  expect(problemsOfView(view)).toEqual([]);
}
