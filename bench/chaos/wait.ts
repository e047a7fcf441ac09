import { setTimeout as pause } from "node:timers/promises";

export { pause };

type Patience = { withinMs: number; everyMs?: number };

/** Whether it came true in time; looks again every few milliseconds, so that an idle machine is not kept waiting. */
export async function comesTrue(
  isTrue: () => boolean | Promise<boolean>,
  { withinMs, everyMs = 25 }: Patience,
): Promise<boolean> {
  for (const until = performance.now() + withinMs; ; await pause(everyMs)) {
    if (await isTrue()) return true;
    if (performance.now() > until) return false;
  }
}
