import type { ViewSubmitAction } from "@slack/bolt";
import type { Code } from "../../domain/codes/code.ts";
import { findStep } from "../../domain/playbooks/catalogue.ts";
import { FINDS_OUT } from "../../domain/playbooks/findings-of-steps.ts";
import type { StepTarget } from "../../domain/ticket/command.ts";
import { stepView } from "../../domain/ticket/step-view.ts";
import { type Mrkdwn, md, person } from "../mrkdwn.ts";
import { fieldWords, refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import type { StepIds } from "../views/metadata.ts";
import { stepIds } from "../views/metadata.ts";
import { buildPhaseView, TICKET_PHASE } from "../views/phase-view.ts";
import { buildStepDetailsView } from "../views/step-details-view.ts";
import { buildStepFailedModal, FAILED_CODE, readStepFailed } from "../views/step-failed-modal.ts";
import {
  buildStepReleaseModal,
  buildStepSkipModal,
  LAST_FOUR,
  REASON,
  readReason,
  readStepRelease,
} from "../views/step-modals.ts";
import { readStepPress } from "../views/step-press.ts";
import { buildUpdateModal } from "../views/update/modal.ts";
import type { Press } from "./press.ts";
import { DIALOG_TOO_OLD, type ViewAnswer } from "./view-answer.ts";

const TOO_OLD = "This button is from an older version. Use the current checklist.";

/** One press on one step: an absolute intention with the version of the row the person saw. */
export async function pressStep(surface: Surface, press: Press): Promise<void> {
  const pressed = readStepPress(press.action);
  if (pressed === undefined) return press.tell(TOO_OLD);
  const { to, ...ids } = pressed;
  const found = findStep(surface.playbooks, ids.step);
  const words = { title: found?.title ?? ids.step, careful: found?.careful };
  switch (to) {
    case "released":
      return press.open(buildStepReleaseModal(ids, words));
    case "skipped":
      return press.open(buildStepSkipModal(ids, words));
    case "failed":
      return press.open(buildStepFailedModal(ids, words));
    case "details":
      return openDetails(surface, press, ids);
    case "why":
      return explainBlock(surface, press, ids);
    default: {
      const says = await setStep(surface, { ids, to, by: press.by });
      if (says !== undefined) return press.tell(says);
      if (press.viewId !== undefined) return refreshDialog(surface, press, ids);
      if (to === "claimed" && FINDS_OUT.has(ids.step)) await askWhatWasFound(surface, press, ids);
    }
  }
}

/** The tick is stored already, so a dialog that comes too late for its trigger is no failure: *Update* is on the card. */
async function askWhatWasFound(surface: Surface, press: Press, { ticket: ref, step }: StepIds): Promise<void> {
  try {
    const record = await surface.store.tickets.load({ ref });
    if (record === undefined) return;
    await press.open(buildUpdateModal(ref, { ...record, facts: record.ticket.facts }));
  } catch (err) {
    surface.log.warn({ err, ref, step }, "what a step found was not asked");
  }
}

/** All steps of one phase, opened from the checklist. */
export async function openPhase(surface: Surface, press: Press): Promise<void> {
  const { ticket: ref, path } = (press.json ?? {}) as { ticket?: string; path?: string };
  const record = ref === undefined ? undefined : await surface.store.tickets.load({ ref });
  const known = record?.ticket.steps.find((step) => step.path === path)?.path;
  if (record === undefined || known === undefined) return press.tell(TOO_OLD);
  await press.open(buildPhaseView(record, known, { playbooks: surface.playbooks, now: surface.clock() }));
}

/** Pressed in a dialog, the change shows there as well: the checklist may be hidden behind it. */
async function refreshDialog(surface: Surface, press: Press, { ticket: ref, step }: StepIds): Promise<void> {
  const record = await surface.store.tickets.load({ ref });
  const path = record?.ticket.steps.find(({ id }) => id === step)?.path;
  if (record === undefined || path === undefined || press.viewId === undefined) return;
  const context = { playbooks: surface.playbooks, now: surface.clock() };
  const isPhase = press.viewCallback === TICKET_PHASE;
  const view = isPhase ? buildPhaseView(record, path, context) : buildStepDetailsView(record, step, context);
  await surface.clients.interactive.views.update({ view_id: press.viewId, view });
}

async function openDetails(surface: Surface, press: Press, { ticket: ref, step }: StepIds): Promise<void> {
  const record = await surface.store.tickets.load({ ref });
  if (record === undefined) return press.tell(refusalWords({ refused: "no_such_ticket", ref }, surface.playbooks));
  await press.open(buildStepDetailsView(record, step, { playbooks: surface.playbooks, now: surface.clock() }));
}

/** What a blocked step waits for, in the words of the refusal that claiming it would meet. */
async function explainBlock(surface: Surface, press: Press, { ticket: ref, step }: StepIds): Promise<void> {
  const record = await surface.store.tickets.load({ ref });
  if (record === undefined) return press.tell(refusalWords({ refused: "no_such_ticket", ref }, surface.playbooks));
  const view = stepView(record.ticket, step, surface.playbooks, surface.clock());
  if (view === undefined) return press.tell(refusalWords({ refused: "unknown_step", step }, surface.playbooks));
  if (view.state !== "blocked") return press.tell("This step is open now. The checklist is being brought up to date.");
  const { steps, conditions } = view.missing;
  const refusal = view.isUsedUp
    ? ({ refused: "attempts_used_up", step } as const)
    : ({ refused: "waiting_for", step, steps: steps.map(({ id }) => id), conditions } as const);
  await press.tell(refusalWords(refusal, surface.playbooks));
}

type SetStep = {
  ids: StepIds;
  to: StepTarget;
  by: string;
  lastFour?: string;
  reason?: string;
  failedWith?: Code | "not_noted";
};

/** Undefined when it was done; otherwise the sentence for the person. */
async function setStep(
  surface: Surface,
  { ids, to, by, lastFour, reason, failedWith }: SetStep,
): Promise<Mrkdwn | undefined> {
  const answer = await surface.changeTicket({
    ref: ids.ticket,
    command: {
      do: "set_step",
      step: ids.step,
      to,
      version: ids.v,
      by,
      ...(lastFour === undefined ? {} : { lastFour }),
      ...(reason === undefined ? {} : { hasReason: true }),
      ...(failedWith === undefined ? {} : { failedWith }),
    },
    ...(reason === undefined
      ? {}
      : { text: (text) => ({ ...text, reasons: { ...text.reasons, [ids.step]: reason } }) }),
  });
  if (!answer.ok) return refusalWords(answer.refusal, surface.playbooks);
  if (answer.changed) return undefined;
  const row = answer.record.ticket.steps.find(({ id }) => id === ids.step);
  const who = row?.by === by ? md`you` : row?.by ? person(row.by) : md`somebody`;
  return md`Nothing changed: ${who} did this already.`;
}

export async function submitRelease(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = stepIds.decode(body.view.private_metadata);
  const read = readStepRelease(body.view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [LAST_FOUR]: DIALOG_TOO_OLD } };
  const says = await setStep(surface, { ids, to: "released", by: body.user.id, lastFour: read.lastFour });
  return says === undefined ? {} : { errors: { [LAST_FOUR]: fieldWords(says) } };
}

export async function submitSkip(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = stepIds.decode(body.view.private_metadata);
  const read = readReason(body.view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [REASON]: DIALOG_TOO_OLD } };
  const says = await setStep(surface, { ids, to: "skipped", by: body.user.id, reason: read.reason });
  return says === undefined ? {} : { errors: { [REASON]: fieldWords(says) } };
}

export async function submitFailed(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = stepIds.decode(body.view.private_metadata);
  const read = readStepFailed(body.view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [FAILED_CODE]: DIALOG_TOO_OLD } };
  const says = await setStep(surface, { ids, to: "claimed", by: body.user.id, failedWith: read.failedWith });
  return says === undefined ? {} : { errors: { [FAILED_CODE]: fieldWords(says) } };
}
