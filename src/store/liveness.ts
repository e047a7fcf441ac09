import type { Gateway } from "./gateway.ts";
import type { Log } from "./log.ts";

const EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;

type Asked = Pick<Gateway, "query" | "answered">;

type Options = {
  gateway: Asked;
  isLocked: () => boolean;
  /** It is asked for something that takes its time, such as a copy of its files. */
  isBusy?: () => boolean;
  log: Log;
  onDead: (why: string) => void;
  everyMs?: number;
  answerWithinMs?: number;
};

/** Asks the embedded database every few seconds; two failures in a row, or a lost folder lock, are its end. */
export function watchLiveness(options: Options): { stop(): void } {
  const { gateway, isLocked, isBusy = () => false, log, onDead } = options;
  const { everyMs = EVERY_MS, answerWithinMs = ANSWER_WITHIN_MS } = options;
  let failures = 0;
  let timer: NodeJS.Timeout;
  let stopped = false;

  async function check(): Promise<void> {
    const why = isLocked() ? await failure(gateway, answerWithinMs) : "the lock of the data folder was removed";
    if (stopped) return;
    if (isBusy() && isLocked()) {
      failures = 0;
      return schedule();
    }
    failures = why === undefined ? 0 : failures + 1;
    if (why !== undefined) log.warn({ why, failures }, "the embedded database did not answer");
    if (why !== undefined && (failures >= 2 || !isLocked())) return onDead(why);
    schedule();
  }

  function schedule(): void {
    timer = setTimeout(() => void check(), everyMs);
    timer.unref();
  }

  schedule();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Under load the question waits its turn; answers to others show that there is somebody. */
async function failure(gateway: Asked, withinMs: number): Promise<string | undefined> {
  const answeredBefore = gateway.answered();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer in ${withinMs} ms`), withinMs);
  });
  const asked = gateway.query("select 1").then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : "unknown failure"),
  );
  const why = await Promise.race([asked, late]);
  clearTimeout(timer);
  return gateway.answered() > answeredBefore ? undefined : why;
}
