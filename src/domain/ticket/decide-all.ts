import { PLAYBOOKS } from "../playbooks/index.ts";
import type { Playbooks } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { Command, Decided, TicketEvent } from "./command.ts";
import { decide } from "./decide.ts";
import { applyEvents } from "./evolve.ts";
import type { Ticket } from "./ticket.ts";

/** Several commands as one: each sees what the ones before it changed, and one refusal refuses them all. */
export function decideAll(
  ticket: Ticket,
  commands: readonly Command[],
  now: Instant,
  playbooks: Playbooks = PLAYBOOKS,
): Decided {
  const events: TicketEvent[] = [];
  let then = ticket;
  for (const command of commands) {
    const decision = decide(then, command, now, playbooks);
    if (!decision.ok) return decision;
    events.push(...decision.events);
    then = applyEvents(then, decision.events, playbooks);
  }
  return { ok: true, events };
}
