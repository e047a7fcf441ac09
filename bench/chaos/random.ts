export type Random = {
  /** From 0 to below 1. */
  next(): number;
  /** From 0 to `below` - 1. */
  int(below: number): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T | undefined;
  shuffled<T>(list: readonly T[]): T[];
};

/** The same seed makes the same choices; which of two processes is faster it does not decide. (mulberry32) */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (of) => next() < of,
    pick: (from) => from[int(from.length)],
    shuffled: (list) =>
      list
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
}
