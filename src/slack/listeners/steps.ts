import { findStep } from "../../domain/playbooks/catalogue.ts";
import { FINDS_OUT } from "../../domain/playbooks/findings-of-steps.ts";
import { stepView } from "../../domain/ticket/step-view.ts";
import { msBetween, SECOND } from "../../domain/time.ts";
import { md, when } from "../mrkdwn.ts";
import { refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import type { StepIds } from "../views/metadata.ts";
import { buildPhaseView } from "../views/phase-view.ts";
import { buildStepDetailsView } from "../views/step-details-view.ts";
import { buildStepFailedModal } from "../views/step-failed-modal.ts";
import { buildStepReleaseModal, buildStepSkipModal } from "../views/step-modals.ts";
import { readStepPress } from "../views/step-press.ts";
import { buildUpdateModal } from "../views/update/modal.ts";
import { type Press, ticketOf } from "./press.ts";
import { setStep } from "./set-step.ts";
import { drawAnew, over } from "./step-views.ts";

const SOON_MS = 3 * SECOND;
const DIALOGS = { released: buildStepReleaseModal, skipped: buildStepSkipModal, failed: buildStepFailedModal };
const TOO_OLD = "This button is from an older version. Use the current checklist.";

/** One press on one step: an absolute intention with the version of the row the person saw. */
export async function pressStep(surface: Surface, press: Press): Promise<void> {
  const pressed = readStepPress(press.action);
  if (pressed === undefined) return press.tell(TOO_OLD);
  const { to, ...ids } = pressed;
  const found = findStep(surface.playbooks, ids.step);
  const words = { title: found?.title ?? ids.step, careful: found?.careful };
  const asked = { ...ids, ...over(press) };
  switch (to) {
    case "released":
    case "skipped":
    case "failed":
      // A form that could only be refused is not opened.
      if ((await ticketOf(surface, press, ids.ticket)) === undefined) return;
      return press.open(DIALOGS[to](asked, words));
    case "details":
      return openDetails(surface, press, ids);
    case "why":
      return explainBlock(surface, press, ids);
    default: {
      const says = await setStep(surface, { ids, to, by: press.by });
      if (says !== undefined) return press.tell(says);
      // What follows may take Slack longer than its three seconds.
      await press.acked();
      if (press.viewId !== undefined) return drawAnew(surface, press.viewId, { ...ids, ...over(press) });
      if (to === "claimed" && FINDS_OUT.has(ids.step)) await askWhatWasFound(surface, press, ids);
      await sayThatItFollows(surface, press);
    }
  }
}

/** Whoever presses and sees nothing change presses again: while Slack holds updates back, it is said. */
async function sayThatItFollows(surface: Surface, press: Press): Promise<void> {
  const now = surface.clock();
  const until = await surface.store.notices.heldUntil(press.channel ?? surface.supportChannel(), now);
  if (until === undefined || msBetween(now, until) < SOON_MS) return;
  await press.tell(
    md`Stored. Slack is busy and takes changes to this channel again ${when(until)}; the checklist follows then.`,
  );
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
  const record = await ticketOf(surface, press, ref);
  if (record === undefined) return;
  const known = record.ticket.steps.find((step) => step.path === path)?.path;
  if (known === undefined) return press.tell(TOO_OLD);
  await press.open(buildPhaseView(record, known, { playbooks: surface.playbooks, now: surface.clock() }));
}

async function openDetails(surface: Surface, press: Press, { ticket: ref, step }: StepIds): Promise<void> {
  const record = await ticketOf(surface, press, ref);
  if (record === undefined) return;
  await press.open(buildStepDetailsView(record, step, { playbooks: surface.playbooks, now: surface.clock() }));
}

/** What a blocked step waits for, in the words of the refusal that claiming it would meet. */
async function explainBlock(surface: Surface, press: Press, { ticket: ref, step }: StepIds): Promise<void> {
  const record = await ticketOf(surface, press, ref);
  if (record === undefined) return;
  const view = stepView(record.ticket, step, surface.playbooks, surface.clock());
  if (view === undefined) return press.tell(refusalWords({ refused: "unknown_step", step }, surface.playbooks));
  if (view.state !== "blocked") return press.tell("This step is open now. The checklist is being brought up to date.");
  const { steps, conditions } = view.missing;
  const refusal = view.isUsedUp
    ? ({ refused: "attempts_used_up", step } as const)
    : ({ refused: "waiting_for", step, steps: steps.map(({ id }) => id), conditions } as const);
  await press.tell(refusalWords(refusal, surface.playbooks));
}
