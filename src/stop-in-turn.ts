export type Step = { name: string; stop: () => Promise<unknown> };

type Options = {
  log: { warn: (fields: object, message: string) => void };
  withinMs?: number;
  leastMs?: number;
};

/** Together less than the ten seconds after which the process is ended. */
const WITHIN_MS = 8_000;
const LEAST_MS = 300;

/** One after the other. What takes too long is left behind, so that what comes after it has its turn. */
export async function stopInTurn(steps: readonly Step[], options: Options): Promise<void> {
  const { log, withinMs = WITHIN_MS, leastMs = LEAST_MS } = options;
  const endsAt = performance.now() + withinMs;
  for (const { name, stop } of steps) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, Math.max(leastMs, endsAt - performance.now()), "late");
    });
    const stopped = stop().catch((err: unknown) => log.warn({ err, step: name }, "something did not stop cleanly"));
    if ((await Promise.race([stopped, late])) === "late") {
      log.warn({ step: name }, "something did not stop in time and is left behind");
    }
    clearTimeout(timer);
  }
}
