import type { Playbooks } from "../../../../src/domain/playbooks/playbook.ts";
import type { Command } from "../../../../src/domain/ticket/command.ts";
import { decide } from "../../../../src/domain/ticket/decide.ts";
import { applyEvents } from "../../../../src/domain/ticket/evolve.ts";
import type { TicketFacts } from "../../../../src/domain/ticket/facts.ts";
import type { Ticket } from "../../../../src/domain/ticket/ticket.ts";
import { DAY, HOUR, plus } from "../../../../src/domain/time.ts";
import { NOW } from "../a-ticket.ts";
import { BEHIND, violations } from "./oracle.ts";

export const GUARDED: readonly string[] = Object.keys(BEHIND);

/** Everything that can become known while people work, one at a time. */
export const NEWS: readonly Partial<TicketFacts>[] = [
  { supportHome: "listed_review" },
  { supportHome: "listed_until" },
  { supportHome: "not_checked" },
  { banned: "yes" },
  { restriction: { endsAt: plus(NOW, HOUR) } },
  { paymentCode: true },
  { sendsAgain: true },
  { technicalCode: true, providerWay: "waiting" },
  { technicalCode: true },
  { providerWay: "waiting" },
  { providerWay: "direct" },
  { providerWay: "disconnect" },
  { attempts: { meta: null, provider: null } },
  { attempts: { meta: 2, provider: 0 } },
  { attempts: { meta: 8, provider: 8 } },
  { attempts: { meta: 10, provider: 10 } },
  { registerWait: { until: plus(NOW, HOUR) } },
  { registerWait: { until: null } },
  { reverification: true },
  { removalAllowed: "no" },
  { canBeAddedBack: "no" },
  { lastPaidMessageAt: plus(NOW, -3 * DAY) },
];

export type Found = { states: number; commands: number; violations: Map<string, readonly string[]> };

export function nothingFound(): Found {
  return { states: 0, commands: 0, violations: new Map() };
}

type Trail = { ticket: Ticket; trail: readonly string[] };

/** One command with the oracle looking on; a refused command leaves the ticket as it was. */
export function step(from: Trail, command: Command, playbooks: Playbooks, found: Found): Trail | undefined {
  found.commands += 1;
  const decided = decide(from.ticket, command, NOW, playbooks);
  if (!decided.ok || decided.events.length === 0) return undefined;
  const ticket = applyEvents(from.ticket, decided.events, playbooks);
  const trail = [...from.trail, JSON.stringify(command)];
  for (const violation of violations(from.ticket, ticket, NOW)) {
    if (!found.violations.has(violation)) found.violations.set(violation, trail);
  }
  return { ticket, trail };
}

export function presses(ticket: Ticket, id: string): Command[] {
  const version = ticket.steps.find((row) => row.id === id)?.version ?? 0;
  const by = ["U-ANN", "U-BEN"];
  const failedWith = { namespace: "meta", code: 133005 } as const;
  const set = { do: "set_step", step: id, version } as const;
  return [
    ...by.map((who): Command => ({ ...set, to: "claimed", by: who })),
    ...by.map((who): Command => ({ ...set, to: "released", lastFour: "0123", by: who })),
    { ...set, to: "todo", by: "U-ANN" },
    { ...set, to: "skipped", hasReason: true, by: "U-ANN" },
    ...(GUARDED.includes(id) ? [{ ...set, to: "claimed", by: "U-ANN", failedWith } as const] : []),
    { do: "verify_step", step: id, agrees: true, by: "probe" },
    { do: "verify_step", step: id, agrees: false, by: "probe" },
  ];
}

type Exploration = {
  depth: number;
  playbooks: Playbooks;
  found: Found;
  /** The guarded steps that are tried on every state. */
  targets?: readonly string[];
};

/** Breadth first over `commandsOf`, each state once, and on every state all presses on the guarded steps. */
export function explore(
  start: Ticket,
  commandsOf: (ticket: Ticket) => readonly Command[],
  { depth, playbooks, found, targets = GUARDED }: Exploration,
): Found {
  const seen = new Set<string>();
  let level: Trail[] = [{ ticket: start, trail: [] }];
  for (let at = 0; at <= depth && level.length > 0; at += 1) {
    const next: Trail[] = [];
    for (const state of level) {
      attack(state, playbooks, found, targets);
      if (at === depth) continue;
      for (const command of commandsOf(state.ticket)) {
        const reached = step(state, command, playbooks, found);
        if (reached !== undefined && isNew(reached.ticket, seen)) next.push(reached);
      }
    }
    level = next;
  }
  found.states += seen.size;
  return found;
}

/** Release by one, by the other, then claim: what somebody determined would try on a shut step. */
export function attack(state: Trail, playbooks: Playbooks, found: Found, targets = GUARDED): void {
  for (const id of targets) {
    if (!state.ticket.steps.some((row) => row.id === id)) continue;
    let now: Trail = state;
    for (const at of [2, 3, 0, 7]) {
      const command =
        now === undefined ? undefined : presses(now.ticket, id)[GUARDED.includes(id) && at === 7 ? 7 : at];
      if (now !== undefined && command !== undefined) now = step(now, command, playbooks, found) ?? now;
    }
    const claimOnly = presses(state.ticket, id)[0];
    if (claimOnly !== undefined) step(state, claimOnly, playbooks, found);
  }
}

function isNew(ticket: Ticket, seen: Set<string>): boolean {
  const rows = ticket.steps.map(({ id, state, second, releasedBy }) => `${id}${state}${second}${releasedBy}`);
  const key = `${ticket.status}${JSON.stringify(ticket.facts)}${rows.join("|")}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
