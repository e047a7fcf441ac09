/** Everything that waits in the workspace waits on this clock, so that a test can move it. */
export type Clock = {
  now(): number;
  /** Runs once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Moves the clock and runs what became due, in order, with time in between for what that sets off. */
  advance(ms: number): Promise<void>;
  stop(): void;
};

type Timer = { at: number; run: () => void };

/** Resolves after `ms` of that clock. */
export function waitOn(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

/**
 * Follows the wall, plus what was advanced, at `rate` of its seconds a second: with 1/8 a machine eight times too slow
 * still keeps Slack's limits, with 0 it stands still between calls of `advance`.
 */
export function createClock({ rate = 1 }: { rate?: number } = {}): Clock {
  const start = Date.now();
  let offset = 0;
  let timers: Timer[] = [];
  let wake: NodeJS.Timeout | undefined;

  function now(): number {
    return start + Math.floor((Date.now() - start) * rate) + offset;
  }

  function arm(): void {
    clearTimeout(wake);
    const next = timers[0];
    if (!next || rate === 0) return;
    wake = setTimeout(runDue, Math.max(0, (next.at - now()) / rate));
    wake.unref();
  }

  function runDue(): void {
    while (timers[0] && timers[0].at <= now()) timers.shift()?.run();
    arm();
  }

  function after(ms: number, run: () => void): () => void {
    const timer = { at: now() + ms, run };
    timers = [...timers, timer].sort((a, b) => a.at - b.at);
    arm();
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  }

  async function advance(ms: number): Promise<void> {
    const target = now() + ms;
    while (timers[0] && timers[0].at <= target) {
      offset += Math.max(0, timers[0].at - now());
      timers.shift()?.run();
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    offset += Math.max(0, target - now());
    arm();
  }

  function stop(): void {
    clearTimeout(wake);
    timers = [];
  }

  return { now, after, advance, stop };
}
