import { PLAYBOOKS } from "../playbooks/index.ts";
import type { PathId, Playbooks } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import { type StepView, viewsOf } from "./step-view.ts";
import type { Ticket } from "./ticket.ts";

export type PhaseView = {
  path: PathId;
  title: string;
  /** Done or skipped, of those that are shown. */
  done: number;
  total: number;
  current: boolean;
};

/** One line each: paths in their order, then paths that were left with something done on them. */
export function phases(ticket: Ticket, playbooks: Playbooks = PLAYBOOKS, now: Instant | null = null): PhaseView[] {
  const current = currentPhase(ticket, playbooks, now);
  return pathsOf(ticket).flatMap((path) => {
    const views = viewsOf(ticket, path, playbooks, now);
    if (views.length === 0) return [];
    const done = views.filter(({ isFinished }) => isFinished).length;
    return [{ path, title: playbooks[path]?.title ?? path, done, total: views.length, current: path === current }];
  });
}

/**
 * The phase to show: the first one with something to press; else the first unfinished one, so that a blocked row can
 * say what it waits for. *Prevent* waits for the resolution and comes first after it.
 */
export function currentPhase(
  ticket: Ticket,
  playbooks: Playbooks = PLAYBOOKS,
  now: Instant | null = null,
): PathId | null {
  const isResolved = ticket.status === "resolved";
  const candidates = pathsOf(ticket).filter((path) => isResolved || path !== "prevent");
  if (isResolved) candidates.sort((one, other) => Number(other === "prevent") - Number(one === "prevent"));
  const views = candidates.map((path) => ({ path, rows: viewsOf(ticket, path, playbooks, now) }));
  const pressable = views.find(({ rows }) => rows.some(({ main }) => main !== null));
  const unfinished = views.find(({ rows }) => rows.some(({ isFinished }) => !isFinished));
  return (pressable ?? unfinished ?? views.at(-1))?.path ?? null;
}

/** The rows worth showing of one phase: from the first unfinished one on, filled up with the last finished ones. */
export function nextRows(views: readonly StepView[], limit = 5): readonly StepView[] {
  const first = views.findIndex(({ isFinished }) => !isFinished);
  const start = Math.max(0, Math.min(first === -1 ? views.length : first, views.length - limit));
  return views.slice(start, start + limit);
}

/** Paths of the ticket, with those of borrowed and left-behind rows around them. */
function pathsOf(ticket: Ticket): PathId[] {
  const others = [...new Set(ticket.steps.map(({ path }) => path))].filter((path) => !ticket.paths.includes(path));
  const isBorrowed = (path: PathId) => ticket.steps.findIndex((row) => row.path === path) < firstOwn(ticket);
  return [...others.filter(isBorrowed), ...ticket.paths, ...others.filter((path) => !isBorrowed(path))];
}

function firstOwn(ticket: Ticket): number {
  return ticket.steps.findIndex(({ path }) => ticket.paths.includes(path));
}
