import type { Logger } from "pino";

type Needs = {
  /** Finishes what is in hand and closes everything. */
  stop: () => Promise<void>;
  log: Pick<Logger, "info" | "warn" | "error" | "fatal">;
};

export type Ending = { hasBegun(): boolean };

/** What a container's runtime waits before it kills. */
const END_WITHIN_MS = 10_000;

/** The process ends in one way, whatever asks for it: no new work, the work in hand, everything closed, the exit code. */
export function watchForEnd({ stop, log }: Needs): Ending {
  let hasBegun = false;
  let signals = 0;
  let exitCode = 0;

  function end(code: 0 | 1): void {
    exitCode = Math.max(exitCode, code);
    if (hasBegun) return;
    hasBegun = true;
    setTimeout(() => {
      log.error({}, "not everything was closed in ten seconds; ending all the same");
      process.exit(1);
    }, END_WITHIN_MS).unref();
    stop().then(
      () => process.exit(exitCode),
      (err) => {
        log.error({ err }, "stopping failed");
        process.exit(1);
      },
    );
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1) {
        log.warn({ signal }, "told to stop a second time; ending at once");
        process.exit(1);
      }
      log.info({ signal }, "stopping: what is in hand is finished first");
      end(0);
    });
  }
  process.on("unhandledRejection", (err) => {
    log.fatal({ err }, "a promise was rejected and nobody noticed; ending");
    end(1);
  });
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "an error was thrown and nobody noticed; ending");
    end(1);
  });
  return { hasBegun: () => hasBegun };
}
