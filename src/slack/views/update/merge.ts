import type { TicketFacts } from "../../../domain/ticket/facts.ts";
import { offeredChange } from "../choices.ts";

/**
 * What one person changed, put onto what the ticket knows by now. Lists and counters hold several answers, so only the
 * entries this person touched count: two people who tick two of them lose nothing.
 */
export function onto(
  current: TicketFacts,
  told: Partial<TicketFacts>,
  shown: Partial<TicketFacts>,
): Partial<TicketFacts> {
  const { violation, recentChanges, attempts } = told;
  return {
    ...told,
    ...(violation && { violation: merged(current.violation, violation, shown.violation) }),
    ...(recentChanges && {
      recentChanges: consistent(merged(current.recentChanges.map(offeredChange), recentChanges, shown.recentChanges)),
    }),
    ...(attempts && {
      attempts: {
        meta: attempts.meta === shown.attempts?.meta ? current.attempts.meta : attempts.meta,
        provider: attempts.provider === shown.attempts?.provider ? current.attempts.provider : attempts.provider,
      },
    }),
  };
}

function merged<T>(current: readonly T[], told: readonly T[], shown: readonly T[] = []): readonly T[] {
  const added = told.filter((one) => !shown.includes(one) && !current.includes(one));
  const isUnticked = (one: T) => shown.includes(one) && !told.includes(one);
  return [...current.filter((one) => !isUnticked(one)), ...added];
}

/** "Nothing changed" gives way to a change that somebody else knows of. */
function consistent(changes: TicketFacts["recentChanges"]): TicketFacts["recentChanges"] {
  return changes.length > 1 ? changes.filter((change) => change !== "nothing") : changes;
}
