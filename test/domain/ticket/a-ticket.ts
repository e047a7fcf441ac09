import { choosePaths } from "../../../src/domain/playbooks/choose-paths.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import type { PathId, Playbooks } from "../../../src/domain/playbooks/playbook.ts";
import { buildChecklist } from "../../../src/domain/ticket/checklist.ts";
import type { Command, Decided } from "../../../src/domain/ticket/command.ts";
import { decide } from "../../../src/domain/ticket/decide.ts";
import { applyEvents } from "../../../src/domain/ticket/evolve.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../../src/domain/ticket/facts.ts";
import type { StepState, Ticket } from "../../../src/domain/ticket/ticket.ts";
import { BEFORE_GO } from "../../support/before-go.ts";

export const NOW = "2026-11-22T10:00:00.000Z";

/** A locked Vonage number with nothing listed, unless the facts say otherwise. */
export function someFacts(facts: Partial<TicketFacts> = {}): TicketFacts {
  return { ...DEFAULT_FACTS, provider: "vonage", lockCode: "yes", supportHome: "nothing_listed", ...facts };
}

export function aTicket({
  facts = {},
  paths,
  playbooks = PLAYBOOKS,
  ...rest
}: Partial<Omit<Ticket, "facts">> & {
  facts?: Partial<TicketFacts>;
  paths?: readonly PathId[];
  playbooks?: Playbooks;
} = {}): Ticket {
  const all = someFacts(facts);
  const chosen = paths ?? choosePaths(all, playbooks);
  return {
    id: "ticket-1",
    ref: "WL-42",
    status: "in_progress",
    outcome: null,
    facts: all,
    paths: chosen,
    steps: buildChecklist(chosen, playbooks),
    requester: "U-REQUESTER",
    assignee: null,
    statusSince: NOW,
    createdAt: NOW,
    resolvedAt: null,
    erasedAt: null,
    revision: 1,
    lastFours: ["0123"],
    failedRegistrations: 0,
    ...rest,
  };
}

/** The ticket with rows put into a state without asking anybody; two-people rows get their second name. */
export function withRows(ticket: Ticket, rows: Readonly<Record<string, StepState>>): Ticket {
  const steps = ticket.steps.map((row) => {
    const state = rows[row.id];
    if (state === undefined) return row;
    const releasedBy = state === "todo" || state === "skipped" ? null : "U-ANN";
    return { ...row, state, version: row.version + 1, by: "U-ANN", second: "U-BEN", at: NOW, releasedBy };
  });
  return { ...ticket, steps };
}

export function rowOf(ticket: Ticket, id: string) {
  const row = ticket.steps.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`the ticket has no step ${id}`);
  return row;
}

type Press = Partial<Omit<Extract<Command, { do: "set_step" }>, "do" | "step">>;

/** A press on the row as it is now. */
export function press(ticket: Ticket, step: string, more: Press = {}): Extract<Command, { do: "set_step" }> {
  return { do: "set_step", step, to: "claimed", version: rowOf(ticket, step).version, by: "U-ANN", ...more };
}

export function changedBy(ticket: Ticket, command: Command, now = NOW, playbooks: Playbooks = PLAYBOOKS): Ticket {
  return applied(ticket, decide(ticket, command, now, playbooks), playbooks);
}

export function applied(ticket: Ticket, decided: Decided, playbooks: Playbooks = PLAYBOOKS): Ticket {
  if (!decided.ok) throw new Error(`refused: ${JSON.stringify(decided)}`);
  return applyEvents(ticket, decided.events, playbooks);
}

/** Everything behind the disconnection done, the facts answered: the go is the next thing to press. */
export function readyToDisconnect(facts: Partial<TicketFacts> = {}): Ticket {
  const ticket = aTicket({
    facts: { providerWay: "disconnect", attempts: { meta: 0, provider: 0 }, banned: "no", ...facts },
    paths: ["stop_the_bleeding", "find_the_cause", "provider_reregistration", "prove_it_works", "prevent"],
  });
  return withRows(ticket, Object.fromEntries(BEFORE_GO.map((id) => [id, "claimed" as const])));
}
