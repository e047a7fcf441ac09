import { PLAYBOOKS } from "../playbooks/index.ts";
import type { Playbooks } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { Command, Decided, TicketEvent } from "./command.ts";
import { decideFacts, factsDecided } from "./decide-facts.ts";
import { decideStep, decideVerification } from "./decide-step.ts";
import { factsAfterEvidence, factsWithout } from "./facts-from-evidence.ts";
import { isDone, type Reading, rowOf } from "./gates.ts";
import { MOST_NUMBERS, type Ticket } from "./ticket.ts";
import { TRANSITIONS } from "./transitions.ts";

/** Steps without which nothing counts as recovered: "Connected" is no proof. */
export const PROOF = ["prove.incoming", "prove.reply"] as const;

/** What a command would change, as events, or why it may not. Repeating what already holds changes nothing. */
export function decide(ticket: Ticket, command: Command, now: Instant, playbooks: Playbooks = PLAYBOOKS): Decided {
  if (ticket.erasedAt !== null) return { ok: false, refused: "erased" };
  switch (command.do) {
    case "set_step":
      return decideStep(command, { ticket, playbooks, now });
    case "verify_step":
      return decideVerification(command, { ticket, playbooks, now });
    case "take":
      return take(ticket, command, now);
    case "set_status":
      return setStatus(ticket, command, now);
    case "update_facts":
      return decideFacts({ ticket, playbooks, now }, command.facts, command.by);
    case "add_evidence":
      return decideFacts({ ticket, playbooks, now }, factsAfterEvidence(ticket, command.evidence, now), command.by);
    case "withdraw_evidence":
      return decideFacts({ ticket, playbooks, now }, factsWithout(ticket, command, now), command.by);
    case "add_numbers":
      return addNumbers(ticket, command, now);
    case "resolve":
      return resolve(ticket, command, now);
    case "reopen":
      return reopen({ ticket, playbooks, now }, command);
    default:
      return command satisfies never;
  }
}

type Of<Kind extends Command["do"]> = Extract<Command, { do: Kind }>;

function take(ticket: Ticket, { by }: Of<"take">, at: Instant): Decided {
  const to = TRANSITIONS[ticket.status].take;
  if (to === null) return { ok: false, refused: "closed" };
  const events: TicketEvent[] = ticket.assignee === by ? [] : [{ type: "taken", by, at }];
  if (to !== ticket.status) events.push({ type: "status_changed", from: ticket.status, to, by, at });
  return { ok: true, events };
}

function setStatus(ticket: Ticket, { status, by }: Of<"set_status">, at: Instant): Decided {
  if (ticket.status === status) return { ok: true, events: [] };
  const to = TRANSITIONS[ticket.status][status];
  if (to === null) return { ok: false, refused: "not_from_here", status: ticket.status };
  return { ok: true, events: [{ type: "status_changed", from: ticket.status, to, by, at }] };
}

function addNumbers(ticket: Ticket, { lastFours, by }: Of<"add_numbers">, at: Instant): Decided {
  if (ticket.status === "resolved") return { ok: false, refused: "closed" };
  const [has, adds] = [ticket.lastFours.length, lastFours.length];
  if (adds > 0 && has + adds > MOST_NUMBERS) return { ok: false, refused: "too_many_numbers", has, adds };
  return { ok: true, events: adds === 0 ? [] : [{ type: "numbers_added", lastFours, by, at }] };
}

function resolve(ticket: Ticket, { outcome, hasReason, by }: Of<"resolve">, at: Instant): Decided {
  if (ticket.status === "resolved" && ticket.outcome === outcome) return { ok: true, events: [] };
  if (TRANSITIONS[ticket.status].resolve === null) {
    return { ok: false, refused: "not_from_here", status: ticket.status };
  }
  if (outcome === "recovered") {
    const steps = PROOF.filter((id) => !isDone(rowOf(ticket, id), undefined));
    if (steps.length > 0) {
      const onChecklist = steps.every((id) => rowOf(ticket, id) !== undefined);
      return { ok: false, refused: "not_proved", steps, onChecklist };
    }
  } else if (!hasReason) {
    return { ok: false, refused: "reason_needed" };
  }
  return { ok: true, events: [{ type: "resolved", outcome, by, at }] };
}

/** A relapse: what was proved before it proves nothing any more, so those ticks are taken back. */
function reopen(reading: Reading & { now: Instant }, { hasReason, by }: Of<"reopen">): Decided {
  const { ticket, now: at } = reading;
  if (ticket.status !== "resolved") return { ok: true, events: [] };
  if (!hasReason) return { ok: false, refused: "reason_needed" };
  const stale = ticket.steps.filter(({ path, state }) => path === "prove_it_works" && state !== "todo");
  const undone: TicketEvent[] = stale.map(({ id, state }) => {
    return { type: "step_changed", step: id, from: state, to: "todo", by, at };
  });
  const reopened: TicketEvent[] = [{ type: "reopened", by, at }, ...undone];
  if (!ticket.facts.sendsAgain) return { ok: true, events: reopened };
  return { ok: true, events: factsDecided(reading, { sendsAgain: false }, by, reopened) };
}
