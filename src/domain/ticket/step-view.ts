import { catalogueOf } from "../playbooks/catalogue.ts";
import { PLAYBOOKS } from "../playbooks/index.ts";
import type { PathId, Playbooks, Step } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import { gatesOf, isDone, isHidden, isUsedUp, needsRelease, needsSecondRelease, type Reading, rowOf } from "./gates.ts";
import type { ChecklistStep, StepState, Ticket } from "./ticket.ts";

export type MissingStep = { id: string; title: string; who: Step["who"] };

export type StepView = {
  id: string;
  path: PathId;
  step: Step;
  row: ChecklistStep;
  /** `blocked` follows from the gates; `hidden` rows are absent, not skipped. */
  state: StepState | "blocked" | "hidden";
  isHidden: boolean;
  isDone: boolean;
  /** Done or skipped: nothing is left to do here. */
  isFinished: boolean;
  /** What a blocked row waits for; empty otherwise. */
  missing: { steps: readonly MissingStep[]; conditions: readonly string[] };
  /** Irreversible (or a third registration): cleared first, then done. */
  needsRelease: boolean;
  /** One of two people has pressed; somebody else completes it. */
  waitsForSecond: boolean;
  /** Before a release the row says *Later: …* and nothing of how. */
  showsHowTo: boolean;
  /** Two failed registrations with the same answer closed it. */
  isUsedUp: boolean;
  /** The one main button, or null where there is none to offer (blocked, done, hidden). */
  main: "released" | "claimed" | null;
};

/** One row as people see it at `now`, or undefined when the ticket has no such step. */
export function stepView(
  ticket: Ticket,
  id: string,
  playbooks: Playbooks = PLAYBOOKS,
  now: Instant | null = null,
): StepView | undefined {
  const row = rowOf(ticket, id);
  const entry = catalogueOf(playbooks).get(id);
  if (row === undefined || entry === undefined) return undefined;
  const { step } = entry;
  const reading = { ticket, playbooks, now };
  const hidden = isHidden(step, reading);
  const gates = gatesOf(step, reading);
  const done = isDone(row, step);
  const usedUp = isUsedUp(step, ticket) && !done;
  const isShut = !done && row.state !== "skipped" && (!gates.open || usedUp);
  const release = needsRelease(step, ticket);
  return {
    id,
    path: row.path,
    step,
    row,
    state: hidden ? "hidden" : isShut ? "blocked" : row.state,
    isHidden: hidden,
    isDone: done,
    isFinished: done || row.state === "skipped",
    missing: isShut && !gates.open ? missing(gates, playbooks) : { steps: [], conditions: [] },
    needsRelease: release,
    waitsForSecond: waitsForSecond(row, step, ticket),
    showsHowTo: !release || row.releasedBy !== null,
    isUsedUp: usedUp,
    main: hidden || isShut || done || row.state === "skipped" ? null : mainTarget(row, step, reading, release),
  };
}

/** All rows of one path in their order, hidden ones left out. */
export function viewsOf(
  ticket: Ticket,
  path: PathId,
  playbooks: Playbooks = PLAYBOOKS,
  now: Instant | null = null,
): StepView[] {
  const rows = ticket.steps.filter((row) => row.path === path);
  return rows.flatMap(({ id }) => stepView(ticket, id, playbooks, now) ?? []).filter((view) => !view.isHidden);
}

function waitsForSecond(row: ChecklistStep, step: Step, ticket: Ticket): boolean {
  if (row.second !== null) return false;
  if (step.twoPeople === true) return row.state === "claimed";
  return row.state === "released" && needsSecondRelease(step, ticket);
}

function mainTarget(row: ChecklistStep, step: Step, { ticket }: Reading, release: boolean): "released" | "claimed" {
  const isReleased = row.releasedBy !== null && (row.second !== null || !needsSecondRelease(step, ticket));
  return release && !isReleased ? "released" : "claimed";
}

function missing(gates: { steps: readonly string[]; conditions: readonly string[] }, playbooks: Playbooks) {
  const catalogue = catalogueOf(playbooks);
  const steps = gates.steps.map((id): MissingStep => {
    const step = catalogue.get(id)?.step;
    return { id, title: step?.title ?? id, who: step?.who ?? [] };
  });
  return { steps, conditions: gates.conditions };
}
