import type { Instant } from "../time.ts";
import { changedFacts, isSame } from "./changed-facts.ts";
import { pathsFor } from "./checklist.ts";
import type { Decided, TicketEvent } from "./command.ts";
import { evolve } from "./evolve.ts";
import type { TicketFacts } from "./facts.ts";
import type { Reading } from "./gates.ts";
import type { UserId } from "./ticket.ts";

type Now = Reading & { now: Instant };

/** New facts choose the paths anew; finished steps are kept by `evolve`. */
export function decideFacts(reading: Now, facts: Partial<TicketFacts>, by: UserId): Decided {
  if (reading.ticket.status === "resolved") return { ok: false, refused: "closed" };
  return { ok: true, events: factsDecided(reading, facts, by, []) };
}

/** The events `before`, then what the facts change on the ticket as it is after them. */
export function factsDecided(
  { ticket, playbooks, now }: Now,
  facts: Partial<TicketFacts>,
  by: UserId,
  before: readonly TicketEvent[],
): TicketEvent[] {
  const then = before.reduce((previous, event) => evolve(previous, event, playbooks), ticket);
  const changed = changedFacts(then.facts, facts);
  const fields = Object.keys(changed) as (keyof TicketFacts)[];
  const events = [...before];
  if (fields.length > 0) events.push({ type: "facts_updated", fields, facts: changed, by, at: now });
  const to = pathsFor(then, { ...then.facts, ...changed }, playbooks);
  if (!isSame(to, then.paths)) events.push({ type: "paths_changed", from: then.paths, to, at: now });
  return events;
}
