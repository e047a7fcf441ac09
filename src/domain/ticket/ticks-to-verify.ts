import { findStep } from "../playbooks/catalogue.ts";
import { PLAYBOOKS } from "../playbooks/index.ts";
import type { Playbooks } from "../playbooks/playbook.ts";
import { isDone, rowOf } from "./gates.ts";
import type { Ticket } from "./ticket.ts";

/** A tick as it stood at one version of its row: undone or ticked again, it is another one. */
export type Tick = { step: string; version: number };

/** The ticks a change completed that a live reading can prove. */
export function ticksToVerify(before: Ticket | null, after: Ticket, playbooks: Playbooks = PLAYBOOKS): Tick[] {
  return after.steps.flatMap(({ id, version }) => {
    const was = before === null ? undefined : rowOf(before, id);
    return was?.version !== version && isUnverified(after, { step: id, version }, playbooks)
      ? [{ step: id, version }]
      : [];
  });
}

/** Asked again when the reading is there: is this tick still the one that was to be looked at? */
export function isUnverified(ticket: Ticket, { step: id, version }: Tick, playbooks: Playbooks = PLAYBOOKS): boolean {
  const row = rowOf(ticket, id);
  const step = findStep(playbooks, id);
  if (ticket.erasedAt !== null || row === undefined || row.version !== version || step?.verifiedBy?.proof === undefined)
    return false;
  return row.state === "claimed" && isDone(row, step);
}
