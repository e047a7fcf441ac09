import { findStep } from "../playbooks/catalogue.ts";
import { removalAllowedAt } from "../playbooks/conditions.ts";
import { PLAYBOOKS } from "../playbooks/index.ts";
import type { Playbooks, Timer } from "../playbooks/playbook.ts";
import { type Instant, plus } from "../time.ts";
import type { TicketFacts } from "./facts.ts";
import { gatesOf, isDone, isHidden, rowOf } from "./gates.ts";
import type { Ticket } from "./ticket.ts";

export type DueTimer = { step: string; nth: number; dueAt: Instant; says: string };

/** Timers that a change started: compare the ticket before (null when it was just filed) with the ticket after. */
export function startedTimers(
  before: Ticket | null,
  after: Ticket,
  now: Instant,
  playbooks: Playbooks = PLAYBOOKS,
): DueTimer[] {
  return after.steps.flatMap(({ id }) => {
    const timer = findStep(playbooks, id)?.timer;
    if (timer === undefined || !isRunning(after, id, now, playbooks)) return [];
    const start = startOf(timer, after.facts, now);
    if (start === null || (before !== null && isSameRun(before, timer, id, now, playbooks, start))) return [];
    return dues(timer).map((ms, nth) => ({ step: id, nth, dueAt: plus(start, ms), says: timer.says }));
  });
}

/** Asked when a timer is due: is the nudge still wanted, and when comes the next one of a repeating timer? */
export function isTimerWanted(ticket: Ticket, step: string, now: Instant, playbooks: Playbooks = PLAYBOOKS): boolean {
  if (ticket.erasedAt !== null) return false;
  return ticket.status !== "resolved" || step.startsWith("prove.") ? isRunning(ticket, step, now, playbooks) : false;
}

export function nextTimer(
  ticket: Ticket,
  due: Pick<DueTimer, "step" | "nth">,
  now: Instant,
  playbooks: Playbooks = PLAYBOOKS,
): DueTimer | null {
  const timer = findStep(playbooks, due.step)?.timer;
  if (timer?.everyMs === undefined || due.nth < dues(timer).length - 1) return null;
  if (!isTimerWanted(ticket, due.step, now, playbooks)) return null;
  return { step: due.step, nth: due.nth + 1, dueAt: plus(now, timer.everyMs), says: timer.says };
}

/** A timer that only has a date is due once, on that date. */
function dues({ afterMs, until }: Timer): readonly number[] {
  if (until === undefined) return afterMs;
  return afterMs.length === 0 ? [0] : afterMs;
}

function isRunning(ticket: Ticket, id: string, now: Instant, playbooks: Playbooks): boolean {
  const step = findStep(playbooks, id);
  const row = rowOf(ticket, id);
  if (step?.timer === undefined || row === undefined) return false;
  const { starts, stopsWith, until } = step.timer;
  const reading = { ticket, playbooks, now };
  if (isHidden(step, reading) || row.state === "skipped") return false;
  if (stopsWith !== undefined && isFinished(ticket, stopsWith, playbooks)) return false;
  if (starts === "claimed") return isDone(row, step);
  if (isDone(row, step) && stopsWith === undefined) return false;
  // What waits for a date is shut exactly until then, so its own gate does not decide.
  return until !== undefined || isDone(row, step) || gatesOf(step, reading).open;
}

function isFinished(ticket: Ticket, id: string, playbooks: Playbooks): boolean {
  const row = rowOf(ticket, id);
  return row?.state === "skipped" || isDone(row, findStep(playbooks, id));
}

/** From when the timer counts; null while the date it waits for is not known. */
function startOf({ until, afterMs }: Timer, facts: TicketFacts, now: Instant): Instant | null {
  if (until === undefined) return now;
  if (until === "register_wait") {
    const end = facts.registerWait?.until ?? null;
    // The 72 hours are the longest documented wait: without a date, remind then.
    return end === null ? now : plus(end, -(afterMs[0] ?? 0));
  }
  return until === "restriction_end" ? (facts.restriction?.endsAt ?? null) : removalAllowedAt(facts);
}

function isSameRun(
  before: Ticket,
  timer: Timer,
  id: string,
  now: Instant,
  playbooks: Playbooks,
  start: Instant,
): boolean {
  if (!isRunning(before, id, now, playbooks)) return false;
  return timer.until === undefined || startOf(timer, before.facts, now) === start;
}
