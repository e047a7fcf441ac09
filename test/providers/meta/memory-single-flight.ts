import type { SingleFlight } from "../../../src/providers/meta/keep.ts";

/** The cache's contract in memory: one load at a time per key, rejections shared and never kept. */
export function createMemorySingleFlight(nowMs: () => number = () => 0): SingleFlight & { clear(): void } {
  const kept = new Map<string, { value: unknown; until: number }>();
  const flights = new Map<string, Promise<unknown>>();
  return {
    clear: () => kept.clear(),
    async singleFlight<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
      const held = kept.get(key);
      if (held && held.until > nowMs()) return held.value as T;
      const flight = flights.get(key) ?? load().finally(() => flights.delete(key));
      flights.set(key, flight);
      const value = JSON.parse(JSON.stringify(await flight)) as T;
      kept.set(key, { value, until: nowMs() + ttlMs });
      return value;
    },
  };
}
