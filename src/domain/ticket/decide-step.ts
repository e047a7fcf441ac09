import { catalogueOf, isGuarded } from "../playbooks/catalogue.ts";
import { attemptsUsed } from "../playbooks/conditions.ts";
import type { Step } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { Command, Decided, TicketEvent } from "./command.ts";
import { factsDecided } from "./decide-facts.ts";
import type { TicketFacts } from "./facts.ts";
import { factsAfterEvidence } from "./facts-from-evidence.ts";
import { gatesOf, isDone, isHidden, isUsedUp, needsRelease, needsSecondRelease, type Reading, rowOf } from "./gates.ts";
import type { ChecklistStep, StepState } from "./ticket.ts";

type SetStep = Extract<Command, { do: "set_step" }>;
type VerifyStep = Extract<Command, { do: "verify_step" }>;
type At = { row: ChecklistStep; step: Step; reading: Reading & { now: Instant } };

/** Steps that may still be ticked on a resolved ticket: the proof goes on, and the follow-up list opens. */
const STILL_OPEN: readonly string[] = ["prove_it_works", "prevent"];

/** One press: an absolute target for one row, applied to the version the person saw. */
export function decideStep(command: SetStep, reading: At["reading"]): Decided {
  const { ticket, playbooks } = reading;
  const row = rowOf(ticket, command.step);
  const step = catalogueOf(playbooks).get(command.step)?.step;
  if (row === undefined || step === undefined) return refuse("unknown_step", command.step);
  const at = { row, step, reading };
  if (isReached(command, at)) return { ok: true, events: [] };
  if (command.version !== row.version) {
    return { ok: false, refused: "stale", step: row.id, state: row.state, by: row.by, at: row.at };
  }
  if (isClosed(command, at)) return { ok: false, refused: "closed" };
  if (isHidden(step, reading) && command.to !== "todo") return refuse("not_shown", row.id);
  switch (command.to) {
    case "todo":
      return changed(at, "todo", command.by);
    case "skipped":
      return command.hasReason === true ? changed(at, "skipped", command.by) : { ok: false, refused: "reason_needed" };
    case "released":
      return release(command, at);
    case "claimed":
      return command.failedWith === undefined ? claim(command, at) : fail(command, at);
    default:
      return command.to satisfies never;
  }
}

/** What a probe or pasted evidence says about a tick. It never stands in for a release or for the tick itself. */
export function decideVerification({ step: id, agrees, by }: VerifyStep, reading: At["reading"]): Decided {
  const row = rowOf(reading.ticket, id);
  const step = catalogueOf(reading.playbooks).get(id)?.step;
  if (row === undefined || step === undefined) return refuse("unknown_step", id);
  const at = { row, step, reading };
  const isTicked = row.state === "claimed" || row.state === "verified" || row.state === "disputed";
  if (!agrees) return isTicked && row.state !== "disputed" ? changed(at, "disputed", by) : { ok: true, events: [] };
  if (row.state === "verified") return { ok: true, events: [] };
  if (isHidden(step, reading)) return refuse("not_shown", id);
  const gates = gatesOf(step, reading);
  if (!gates.open) return { ok: false, refused: "waiting_for", step: id, ...missing(gates) };
  if (!isTicked && (isGuarded(step) || step.twoPeople === true)) return refuse("not_released", id);
  if (step.twoPeople === true && row.second === null) return refuse("second_person_needed", id);
  return changed(at, "verified", by);
}

function isReached({ to, failedWith }: SetStep, { row, step }: At): boolean {
  if (failedWith !== undefined) return false;
  if (to === "claimed") return isDone(row, step);
  // A second person may still have to agree to what is released.
  if (to === "released") return row.state === "claimed" || row.state === "verified";
  return row.state === to;
}

/** After *recovered* its proof stays as it is: whoever doubts it reopens the ticket. */
function isClosed({ to }: SetStep, { row, reading }: At): boolean {
  if (reading.ticket.status !== "resolved") return false;
  if (!STILL_OPEN.includes(row.path)) return true;
  return to !== "claimed" && (row.id === "prove.incoming" || row.id === "prove.reply");
}

function release({ by, lastFour }: SetStep, at: At): Decided {
  const { row, step, reading } = at;
  if (!needsRelease(step, reading.ticket)) return refuse("no_release_needed", row.id);
  const shut = shutBy(at);
  if (shut !== undefined) return shut;
  if (!reading.ticket.lastFours.includes(lastFour?.trim() ?? "")) return refuse("wrong_last_four", row.id);
  if (row.state !== "released") return changed(at, "released", by);
  if (!needsSecondRelease(step, reading.ticket) || row.second !== null) return { ok: true, events: [] };
  return second(at, row.releasedBy, by);
}

function claim({ by }: SetStep, at: At): Decided {
  const { row, step, reading } = at;
  const shut = shutBy(at);
  if (shut !== undefined) return shut;
  if (needsRelease(step, reading.ticket) && row.releasedBy === null) return refuse("not_released", row.id);
  if (needsSecondRelease(step, reading.ticket) && row.second === null) return refuse("second_person_needed", row.id);
  if (step.twoPeople === true && row.state === "claimed") return second(at, row.by, by);
  return changed(at, "claimed", by, step.attempt === undefined ? undefined : counted(reading.ticket.facts));
}

/** A failed registration is recorded whatever the gates say: it happened, and it counts. */
function fail({ by, failedWith }: SetStep, at: At): Decided {
  const { row, step, reading } = at;
  if (step.attempt !== "register" || failedWith === undefined) return refuse("unknown_step", row.id);
  const { ticket, now } = reading;
  const answer = failedWith === "not_noted" ? failedWith : `${failedWith.namespace}:${failedWith.code}`;
  const learnt =
    failedWith === "not_noted"
      ? {}
      : factsAfterEvidence(ticket, [{ kind: "error", ...failedWith, origin: "register", source: "answer", at: now }]);
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

function missing({ steps, conditions }: { steps: readonly string[]; conditions: readonly string[] }) {
  return { steps, conditions };
}

/** One more attempt, on the counters somebody has answered for; unknown stays unknown. */
function counted(facts: TicketFacts): Partial<TicketFacts> {
  if (attemptsUsed(facts) === null && facts.attempts.meta === null && facts.attempts.provider === null) return {};
  const { meta, provider } = facts.attempts;
  return { attempts: { meta: meta === null ? null : meta + 1, provider: provider === null ? null : provider + 1 } };
}

function changed(at: At, to: StepState, by: string, facts: Partial<TicketFacts> = {}): Decided {
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

function refuse(
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
