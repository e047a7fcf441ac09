import { attemptsUsed } from "../playbooks/conditions.ts";
import type { Step } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { Command, Decided, TicketEvent } from "./command.ts";
import { factsDecided } from "./decide-facts.ts";
import type { TicketFacts } from "./facts.ts";
import { factsAfterEvidence } from "./facts-from-evidence.ts";
import { gatesOf, isUsedUp, needsRelease, needsSecondRelease, type Reading } from "./gates.ts";
import type { ChecklistStep, StepState } from "./ticket.ts";

export type SetStep = Extract<Command, { do: "set_step" }>;

/** One row with its step, read at one moment. */
export type At = { row: ChecklistStep; step: Step; reading: Reading & { now: Instant } };

export function release({ by, lastFour }: SetStep, at: At): Decided {
  const { row, step, reading } = at;
  if (!needsRelease(step, reading.ticket)) return refuse("no_release_needed", row.id);
  const shut = shutBy(at);
  if (shut !== undefined) return shut;
  if (!reading.ticket.lastFours.includes(lastFour?.trim() ?? "")) return refuse("wrong_last_four", row.id);
  if (row.state !== "released") return changed(at, "released", by);
  if (!needsSecondRelease(step, reading.ticket) || row.second !== null) return { ok: true, events: [] };
  return second(at, row.releasedBy, by);
}

export function claim({ by }: SetStep, at: At): Decided {
  const { row, step, reading } = at;
  const shut = shutBy(at);
  if (shut !== undefined) return shut;
  if (needsRelease(step, reading.ticket) && row.releasedBy === null) return refuse("not_released", row.id);
  if (needsSecondRelease(step, reading.ticket) && row.second === null) return refuse("second_person_needed", row.id);
  if (step.twoPeople === true && row.state === "claimed") return second(at, row.by, by);
  return changed(at, "claimed", by, step.attempt === undefined ? undefined : counted(reading.ticket.facts));
}

/** A failed registration is recorded whatever the gates say: it happened, and it counts. */
export function fail({ by, failedWith }: SetStep, at: At): Decided {
  const { row, step, reading } = at;
  if (step.attempt !== "register" || failedWith === undefined) return refuse("unknown_step", row.id);
  const { ticket, now } = reading;
  const answer = failedWith === "not_noted" ? failedWith : `${failedWith.namespace}:${failedWith.code}`;
  const learnt =
    failedWith === "not_noted"
      ? {}
      : factsAfterEvidence(
          ticket,
          [{ kind: "error", ...failedWith, origin: "register", source: "answer", at: now }],
          now,
        );
  const isStillLocked = failedWith !== "not_noted" && failedWith.code === 131031;
  const facts: Partial<TicketFacts> = { ...learnt, ...counted(ticket.facts) };
  if (isStillLocked) facts.stillLockedAfterFix = true;
  const failed: TicketEvent = { type: "registration_failed", step: row.id, answer, by, at: now };
  return { ok: true, events: factsDecided(reading, facts, by, [failed]) };
}

function second({ row, reading }: At, first: string | null, by: string): Decided {
  if (first === by) return refuse("second_person_needed", row.id);
  return { ok: true, events: [{ type: "step_seconded", step: row.id, by, at: reading.now }] };
}

function shutBy({ row, step, reading }: At): Decided | undefined {
  if (isUsedUp(step, reading.ticket)) return refuse("attempts_used_up", row.id);
  const gates = gatesOf(step, reading);
  return gates.open ? undefined : { ok: false, refused: "waiting_for", step: row.id, ...missing(gates) };
}

export function missing({ steps, conditions }: { steps: readonly string[]; conditions: readonly string[] }) {
  return { steps, conditions };
}

/** One more attempt, on the counters somebody has answered for; unknown stays unknown. */
function counted(facts: TicketFacts): Partial<TicketFacts> {
  if (attemptsUsed(facts) === null && facts.attempts.meta === null && facts.attempts.provider === null) return {};
  const { meta, provider } = facts.attempts;
  return { attempts: { meta: meta === null ? null : meta + 1, provider: provider === null ? null : provider + 1 } };
}

export function changed(at: At, to: StepState, by: string, facts: Partial<TicketFacts> = {}): Decided {
  const { row, step, reading } = at;
  const event: TicketEvent = { type: "step_changed", step: row.id, from: row.state, to, by, at: reading.now };
  const learnt = { ...facts, ...settled(step, to) };
  const hasNews = Object.keys(learnt).length > 0 && reading.ticket.status !== "resolved";
  return { ok: true, events: hasNews ? factsDecided(reading, learnt, by, [event]) : [event] };
}

function settled({ settles }: Step, to: StepState): Partial<TicketFacts> {
  if (settles === undefined) return {};
  const isSettled = to === "verified" || (to === "claimed" && settles.on === "done");
  return isSettled ? settles.facts : {};
}

export function refuse(
  refused:
    | "unknown_step"
    | "not_shown"
    | "not_released"
    | "no_release_needed"
    | "wrong_last_four"
    | "second_person_needed"
    | "attempts_used_up",
  step: string,
): Decided {
  return { ok: false, refused, step };
}
