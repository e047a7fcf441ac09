import type { TicketFacts } from "./facts.ts";

/** Only those of the new facts that differ from what is known. */
export function changedFacts(before: TicketFacts, facts: Partial<TicketFacts>): Partial<TicketFacts> {
  const entries = Object.entries(facts) as [keyof TicketFacts, unknown][];
  return Object.fromEntries(entries.filter(([key, value]) => value !== undefined && !isSame(before[key], value)));
}

/** Whether two values of plain data are equal; a database may hand the keys back in another order. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)));
}
