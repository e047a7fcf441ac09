/** What may follow, and how many characters later at most. */
export type Step = { pattern: RegExp; within: number };

/**
 * Where a sentence begins to say one thing after the other. One expression with gaps in it would try every combination;
 * this looks at each place once. The patterns are global.
 */
export function findSequence(text: string, first: RegExp, steps: readonly Step[]): number | undefined {
  let begun = [...text.matchAll(first)].map((match) => ({ from: match.index, end: match.index + match[0].length }));
  for (const { pattern, within } of steps) {
    const reached: typeof begun = [];
    let next = 0;
    for (const match of begun.length === 0 ? [] : text.matchAll(pattern)) {
      while ((begun[next]?.end ?? Number.POSITIVE_INFINITY) <= match.index) next += 1;
      const before = begun[next - 1];
      if (before === undefined || match.index - before.end > within) continue;
      if (/[.\n]/.test(text.slice(before.end, match.index))) continue;
      reached.push({ from: before.from, end: match.index + match[0].length });
    }
    begun = reached;
  }
  return begun[0]?.from;
}
