import { type Instant, msBetween, plus } from "./time.ts";

/** At most `burst` at once, then one in `everyMs`. */
export type Pace = { everyMs: number; burst: number };

export type Allowed = { granted: number; fullAt: Instant };

/**
 * How many of those wanted may go now. `fullAt` is when the whole burst is there again, `null` when nothing went yet:
 * the one value to remember (the virtual scheduling form of a leaky bucket, ITU-T I.371).
 */
export function allow({ everyMs, burst }: Pace, wanted: number, fullAt: Instant | null, now: Instant): Allowed {
  const missing = Math.max(0, fullAt === null ? 0 : msBetween(now, fullAt));
  const there = Math.max(0, Math.floor((burst * everyMs - missing) / everyMs));
  const granted = Math.min(wanted, there);
  return { granted, fullAt: plus(now, missing + granted * everyMs) };
}
