import { catalogueOf, findStep, isGuarded } from "../playbooks/catalogue.ts";
import { attemptsUsed, sameFailures } from "../playbooks/conditions.ts";
import type { Condition, Moment, Playbooks, Step } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { ChecklistStep, Ticket } from "./ticket.ts";

export type Gates =
  | { open: true }
  /** `steps` are ids, `conditions` are words that complete "Blocked: …". */
  | { open: false; steps: readonly string[]; conditions: readonly string[] };

/** A ticket read with its playbooks at one moment; `now` null leaves questions of time to `decide`. */
export type Reading = { ticket: Ticket; playbooks: Playbooks; now: Instant | null };

export function rowOf(ticket: Ticket, id: string): ChecklistStep | undefined {
  return ticket.steps.find((row) => row.id === id);
}

/** Done is a tick or a proof; half a tick of two people, a dispute or a skip is not. */
export function isDone(row: ChecklistStep | undefined, step: Step | undefined): boolean {
  if (row === undefined) return false;
  if (row.state === "verified") return true;
  return row.state === "claimed" && (step?.twoPeople !== true || row.second !== null);
}

export function isHidden(step: Step, reading: Reading): boolean {
  return step.shownWhen !== undefined && !holds(step.shownWhen, reading);
}

/**
 * What is missing before a step may be released or ticked. An ordinary step looks one step back, and there a skip
 * with a reason is enough. A guarded step (irreversible, or changing the registration) looks all the way back and
 * accepts nothing but *done*: a skipped check behind it keeps it shut, and undoing one shuts it again.
 */
export function gatesOf(step: Step, reading: Reading): Gates {
  const steps = isGuarded(step) ? missingBehind(step, reading) : missingBefore(step, reading);
  const conditions = unmet(step, reading);
  if (step.needsAnyOf !== undefined && !hasAnyOf(step.needsAnyOf, reading)) conditions.push(step.needsAnyOf.words);
  if (reading.ticket.status !== "resolved" && isFollowUp(step, reading)) {
    conditions.push("this list opens when the ticket is resolved");
  }
  return steps.length === 0 && conditions.length === 0 ? { open: true } : { open: false, steps, conditions };
}

/** Two failed registrations with the same answer end the attempts, whatever the counters still allow. */
export function isUsedUp(step: Step, ticket: Ticket): boolean {
  return step.attempt === "register" && sameFailures(ticket.facts.registerAnswers) >= 2;
}

/** From the third registration on, a second named person agrees before the call is made. */
export function needsSecondRelease(step: Step, ticket: Ticket): boolean {
  if (step.attempt !== "register") return false;
  return (attemptsUsed(ticket.facts) ?? 0) >= 2 || ticket.facts.registerAnswers.length >= 2;
}

/** Steps that are cleared by a named person before their how-to appears. */
export function needsRelease(step: Step, ticket: Ticket): boolean {
  return step.irreversible === true || needsSecondRelease(step, ticket);
}

/** Whether a step that is needed by an ordinary one no longer holds it up. */
export function isSatisfied(id: string, reading: Reading): boolean {
  const step = findStep(reading.playbooks, id);
  const row = rowOf(reading.ticket, id);
  if (step === undefined) return row !== undefined && row.state !== "todo";
  return isHidden(step, reading) || row?.state === "skipped" || isDone(row, step);
}

function holds(condition: Condition, reading: Reading): boolean {
  return condition.holds(reading.ticket.facts, momentOf(reading));
}

function momentOf({ ticket, playbooks, now }: Reading): Moment {
  return {
    now,
    step(id) {
      const row = rowOf(ticket, id);
      if (row === undefined) return undefined;
      return { state: row.state, isDone: isDone(row, findStep(playbooks, id)), at: row.at };
    },
  };
}

function unmet(step: Step, reading: Reading): string[] {
  const { facts } = reading.ticket;
  const shut = (step.gates ?? []).filter((gate) => !holds(gate, reading));
  return shut.map((gate) => gate.says?.(facts, momentOf(reading)) ?? gate.words);
}

function missingBefore(step: Step, reading: Reading): string[] {
  return step.needs.filter((id) => !isSatisfied(id, reading));
}

function missingBehind(step: Step, reading: Reading): string[] {
  const catalogue = catalogueOf(reading.playbooks);
  const behind = [...(catalogue.get(step.id)?.ancestors ?? step.needs)];
  const missing = behind.filter((id) => {
    const entry = catalogue.get(id);
    if (entry !== undefined && isHidden(entry.step, reading)) return false;
    return !isDone(rowOf(reading.ticket, id), entry?.step);
  });
  // In the order of the checklist, so that the first one named is the first one to do.
  const order = reading.ticket.steps.map(({ id }) => id);
  return missing.sort((one, other) => order.indexOf(one) - order.indexOf(other));
}

function hasAnyOf({ steps, orSkipped }: NonNullable<Step["needsAnyOf"]>, reading: Reading): boolean {
  return steps.some((id) => {
    const step = findStep(reading.playbooks, id);
    if (step === undefined || isHidden(step, reading)) return false;
    const row = rowOf(reading.ticket, id);
    return isDone(row, step) || (orSkipped === true && row?.state === "skipped");
  });
}

function isFollowUp(step: Step, { playbooks }: Reading): boolean {
  return catalogueOf(playbooks).get(step.id)?.path === "prevent";
}
