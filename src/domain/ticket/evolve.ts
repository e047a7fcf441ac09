import { sameFailures } from "../playbooks/conditions.ts";
import { PLAYBOOKS } from "../playbooks/index.ts";
import type { Playbooks } from "../playbooks/playbook.ts";
import { mergeChecklist } from "./checklist.ts";
import type { TicketEvent } from "./command.ts";
import type { ChecklistStep, Ticket } from "./ticket.ts";

/** Applies one event. The revision is the caller's: it rises once per save, not once per event. */
export function evolve(ticket: Ticket, event: TicketEvent, playbooks: Playbooks = PLAYBOOKS): Ticket {
  switch (event.type) {
    case "step_changed":
      return withRow(ticket, event.step, (row) => moved(row, event));
    case "step_seconded":
      return withRow(ticket, event.step, (row) => ({ ...row, second: event.by, version: row.version + 1 }));
    case "registration_failed": {
      const registerAnswers = [...ticket.facts.registerAnswers, event.answer];
      const facts = { ...ticket.facts, registerAnswers };
      const failed = { ...ticket, facts, failedRegistrations: sameFailures(registerAnswers) };
      return withRow(failed, event.step, (row) => ({ ...cleared(row), state: "todo", by: event.by, at: event.at }));
    }
    case "taken":
      return { ...ticket, assignee: event.by };
    case "status_changed":
      return { ...ticket, status: event.to, statusSince: event.at };
    case "facts_updated":
      return { ...ticket, facts: { ...ticket.facts, ...event.facts } };
    case "paths_changed":
      return { ...ticket, paths: event.to, steps: mergeChecklist(ticket.steps, event.to, playbooks) };
    case "numbers_added":
      return { ...ticket, lastFours: [...ticket.lastFours, ...event.lastFours] };
    case "resolved":
      return { ...ticket, status: "resolved", outcome: event.outcome, statusSince: event.at, resolvedAt: event.at };
    case "reopened":
      return {
        ...ticket,
        status: ticket.assignee === null ? "open" : "in_progress",
        outcome: null,
        statusSince: event.at,
        resolvedAt: null,
      };
    default:
      return event satisfies never;
  }
}

/** All events of one decision, in order, with the revision raised once. */
export function applyEvents(ticket: Ticket, events: readonly TicketEvent[], playbooks: Playbooks = PLAYBOOKS): Ticket {
  if (events.length === 0) return ticket;
  const next = events.reduce((before, event) => evolve(before, event, playbooks), ticket);
  return { ...next, revision: ticket.revision + 1 };
}

function withRow(ticket: Ticket, id: string, change: (row: ChecklistStep) => ChecklistStep): Ticket {
  return { ...ticket, steps: ticket.steps.map((row) => (row.id === id ? change(row) : row)) };
}

function moved(row: ChecklistStep, { to, by, at }: Extract<TicketEvent, { type: "step_changed" }>): ChecklistStep {
  const person = by === "probe" ? row.by : by;
  const next = { ...row, state: to, by: person, at, version: row.version + 1 };
  switch (to) {
    case "released":
      return { ...next, second: null, releasedBy: person, releasedAt: at };
    case "claimed":
      // Two people who agreed to a release stay named; a tick of two people starts with one.
      return { ...next, second: row.state === "released" ? row.second : null };
    case "todo":
    case "skipped":
      return { ...cleared(row), state: to, by: person, at };
    case "verified":
    case "disputed":
      return next;
    default:
      return to satisfies never;
  }
}

function cleared(row: ChecklistStep): ChecklistStep {
  return { ...row, version: row.version + 1, second: null, releasedBy: null, releasedAt: null };
}
