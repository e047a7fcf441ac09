import { AppError, type Retry } from "../../app/errors.ts";
import { DAY, type Instant, SECOND } from "../../domain/time.ts";

export type RetryPolicy = { retries: number; baseMs: number; capMs: number; budgetMs: number };

/** For reads somebody waits for. Calls that change a number are never repeated by code. */
export const READ_POLICY: RetryPolicy = { retries: 2, baseMs: 300, capMs: 3 * SECOND, budgetMs: 8 * SECOND };

/** Half of the wait is fixed and half is chance, so that several of us do not come back together. */
export function backoffMs(attempt: number, random: number, { baseMs, capMs }: RetryPolicy): number {
  const whole = Math.min(capMs, baseMs * 2 ** attempt);
  return Math.round(whole / 2 + (whole / 2) * random);
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110 §10.2.3); a day is the most we believe. */
export function parseRetryAfter(header: string | undefined, now: Instant): number | undefined {
  const text = header?.trim() ?? "";
  if (text === "") return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * SECOND : Date.parse(text) - Date.parse(now);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), DAY);
}

type Failed = { retry: Retry; attempt: number; elapsedMs: number; random: number };

/** How long to wait before the next try, or `undefined` to give up. A named wait is kept to or not waited at all. */
export function delayBeforeRetry(failed: Failed, policy: RetryPolicy): number | undefined {
  const { retry, attempt, elapsedMs, random } = failed;
  if (retry === "never" || attempt >= policy.retries) return undefined;
  const delay = retry === "later" ? backoffMs(attempt, random, policy) : retry.afterMs;
  if (delay > policy.capMs || elapsedMs + delay > policy.budgetMs) return undefined;
  return delay;
}

export type Waiting = {
  policy?: RetryPolicy;
  sleep?: (ms: number) => Promise<void>;
  random?: () => number;
  elapsed?: () => number;
  /** The caller has given up: no further try. */
  signal?: AbortSignal | undefined;
};

/** Repeats a read as long as its own error says that this may help. */
export async function retryRead<T>(read: () => Promise<T>, waiting: Waiting = {}): Promise<T> {
  const { policy = READ_POLICY, sleep = sleepFor, random = Math.random, elapsed = stopwatch(), signal } = waiting;
  for (let attempt = 0; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      const retry = error instanceof AppError ? error.retry : "never";
      const delay = delayBeforeRetry({ retry, attempt, elapsedMs: elapsed(), random: random() }, policy);
      if (delay === undefined || signal?.aborted) throw error;
      await sleep(delay);
    }
  }
}

function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => performance.now() - startedAt;
}

function sleepFor(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
