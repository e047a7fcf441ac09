import { catalogueOf } from "../playbooks/catalogue.ts";
import { choosePaths } from "../playbooks/choose-paths.ts";
import type { PathId, Playbooks } from "../playbooks/playbook.ts";
import type { TicketFacts } from "./facts.ts";
import type { ChecklistStep, Ticket } from "./ticket.ts";

/**
 * The steps of the paths in their order, as fresh rows. A step of another path that one of them needs comes along
 * under its own path, so that no gate ever waits for a row nobody can tick.
 */
export function buildChecklist(paths: readonly PathId[], playbooks: Playbooks): ChecklistStep[] {
  const catalogue = catalogueOf(playbooks);
  const own = paths.flatMap((path) => (playbooks[path]?.steps ?? []).map(({ id }) => id));
  const needed = new Set(own);
  for (const id of own) {
    for (const behind of catalogue.get(id)?.ancestors ?? []) needed.add(behind);
  }
  const borrowed = [...catalogue.keys()].filter((id) => needed.has(id) && !own.includes(id));
  return [...borrowed, ...own].flatMap((id) => {
    const entry = catalogue.get(id);
    return entry === undefined ? [] : [freshRow(id, entry.path)];
  });
}

/** The checklist of the new paths with everything that was touched kept as it is, also of paths that are left. */
export function mergeChecklist(
  before: readonly ChecklistStep[],
  paths: readonly PathId[],
  playbooks: Playbooks,
): ChecklistStep[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const next = buildChecklist(paths, playbooks).map((row) => known.get(row.id) ?? row);
  const ids = new Set(next.map(({ id }) => id));
  const kept = before.filter((row) => !ids.has(row.id) && (row.version > 0 || row.state !== "todo"));
  return [...next, ...kept];
}

/**
 * Paths for what is known now. A path in which something irreversible has begun is kept whatever the facts say:
 * a number that is disconnected on one side must not vanish from the list.
 */
export function pathsFor(ticket: Ticket, facts: TicketFacts, playbooks: Playbooks): readonly PathId[] {
  const chosen = choosePaths(facts, playbooks);
  const begun = ticket.paths.filter((path) => !chosen.includes(path) && hasBegun(ticket, path, playbooks));
  if (begun.length === 0) return chosen;
  const at = chosen.findIndex((path) => path === "prove_it_works" || path === "prevent" || path === "not_recoverable");
  const end = at >= 0 ? at : chosen.length;
  return [...chosen.slice(0, end), ...begun, ...chosen.slice(end)];
}

function hasBegun(ticket: Ticket, path: PathId, playbooks: Playbooks): boolean {
  const irreversible = new Set((playbooks[path]?.steps ?? []).filter((step) => step.irreversible).map(({ id }) => id));
  return ticket.steps.some(({ id, state }) => irreversible.has(id) && state !== "todo" && state !== "skipped");
}

function freshRow(id: string, path: PathId): ChecklistStep {
  return {
    id,
    path,
    state: "todo",
    version: 0,
    by: null,
    second: null,
    at: null,
    releasedBy: null,
    releasedAt: null,
  };
}
