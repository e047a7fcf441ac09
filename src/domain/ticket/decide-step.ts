import { catalogueOf, isGuarded } from "../playbooks/catalogue.ts";
import type { Command, Decided } from "./command.ts";
import { gatesOf, isDone, isHidden, rowOf } from "./gates.ts";
import { type At, changed, claim, fail, missing, refuse, release, type SetStep } from "./step-moves.ts";

type VerifyStep = Extract<Command, { do: "verify_step" }>;

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
export function decideVerification({ step: id, agrees, by, version }: VerifyStep, reading: At["reading"]): Decided {
  const row = rowOf(reading.ticket, id);
  const step = catalogueOf(reading.playbooks).get(id)?.step;
  if (row === undefined || step === undefined) return refuse("unknown_step", id);
  if (version !== undefined && version !== row.version) {
    return { ok: false, refused: "stale", step: id, state: row.state, by: row.by, at: row.at };
  }
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
