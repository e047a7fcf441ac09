import type { Readings } from "../app/ports/metrics.ts";
import { renderReadings } from "./render-readings.ts";

type Needs = {
  /** What this process counted. */
  own: { render(): Promise<string> };
  /** Reads the database; may reject or never answer. */
  read: () => Promise<Readings>;
  /** Whether this process could work, as far as the database is not concerned. */
  isUp: () => boolean;
  answerWithinMs?: number;
};

const ANSWER_WITHIN_MS = 2_000;

/** The text Prometheus asks for. However many ask at once, the database is asked by one of them. */
export function createScrape({ own, read, isUp, answerWithinMs = ANSWER_WITHIN_MS }: Needs): () => Promise<string> {
  let reading: Promise<Readings | undefined> | undefined;

  /** A database that never answers is asked once, and not once a scrape. */
  function readOnce(): Promise<Readings | undefined> {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, answerWithinMs, undefined);
    });
    const readings = await Promise.race([readOnce(), late]).finally(() => clearTimeout(timer));
    const stored = await renderReadings({ readings, isReady: isUp() && readings !== undefined });
    return `${await own.render()}${stored}`;
  };
}
