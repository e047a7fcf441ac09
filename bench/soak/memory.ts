import { once } from "node:events";
import type { Running } from "../load/process.ts";

const HOUR_MS = 3_600_000;
const MB = 1024 * 1024;

/** Megabytes that are left when the garbage is gone; `heap` is without `code`, what V8 compiled. */
export type Sample = { hours: number; rss: number; heap: number; code: number; external: number };
type Answer = Omit<Sample, "hours">;

/** Asks the bot every so often, until stopped. */
export function sampleMemory({ child }: Running, everyMs: number) {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  const timer = setInterval(() => void sample(), everyMs);

  async function sample(): Promise<void> {
    if (!child.connected) return;
    child.send("memory");
    const [{ rss, heap, code, external }] = (await once(child, "message")) as [Answer];
    const hours = (performance.now() - startedAt) / HOUR_MS;
    samples.push({ hours, rss: rss / MB, heap: heap / MB, code: code / MB, external: external / MB });
  }

  return { samples: samples as readonly Sample[], stop: () => clearInterval(timer) };
}
