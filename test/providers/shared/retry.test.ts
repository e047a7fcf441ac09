import { describe, expect, test } from "vitest";
import { RateLimitedError, UnavailableError } from "../../../src/providers/shared/errors.ts";
import {
  backoffMs,
  delayBeforeRetry,
  parseRetryAfter,
  READ_POLICY,
  retryRead,
} from "../../../src/providers/shared/retry.ts";

const NOW = "2026-11-22T00:00:00.000Z";
const about = { provider: "Meta", operation: "read the number" };

test.each([
  [0, 0, 150],
  [0, 1, 300],
  [1, 1, 600],
  [9, 1, 3000],
])("after try %d with chance %d the wait is %d ms", (attempt, random, ms) => {
  expect(backoffMs(attempt, random, READ_POLICY)).toBe(ms);
});

test.each([
  ["7", 7000],
  ["0", 0],
  ["1.5", 1500],
  ["Sun, 22 Nov 2026 00:00:30 GMT", 30_000],
  ["Sat, 21 Nov 2026 00:00:30 GMT", 0],
  ["999999999999", 86_400_000],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("Retry-After %j means %j ms", (header, ms) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});

describe("a failed read", () => {
  const failed = { retry: "later", attempt: 0, elapsedMs: 0, random: 0 } as const;

  test.each([
    ["is tried again after a moment", failed, 150],
    ["is not tried again when its error says never", { ...failed, retry: "never" }, undefined],
    ["is not tried again after the last try", { ...failed, attempt: 2 }, undefined],
    ["is not tried again when the time is used up", { ...failed, elapsedMs: 7900 }, undefined],
    ["waits exactly as long as it was told", { ...failed, retry: { afterMs: 1000 } }, 1000],
    [
      "is given up when it was told to wait longer than anyone would",
      { ...failed, retry: { afterMs: 4000 } },
      undefined,
    ],
    ["is not tried early when it was told to wait long", { ...failed, retry: { afterMs: 60_000 } }, undefined],
  ] as const)("%s", (_, state, ms) => {
    expect(delayBeforeRetry(state, READ_POLICY)).toBe(ms);
  });
});

test("a read succeeds at the third try, having waited twice", async () => {
  const waits: number[] = [];
  let tries = 0;
  const read = async () => {
    tries++;
    if (tries < 3) throw new UnavailableError("away", about);
    return "here";
  };
  const sleep = async (ms: number) => void waits.push(ms);

  expect(await retryRead(read, { sleep, random: () => 0, elapsed: () => 0 })).toBe("here");
  expect(waits).toEqual([150, 300]);
});

test("a long rate limit and a bug of ours are thrown at once", async () => {
  let tries = 0;
  const failWith = (error: Error) => () => {
    tries++;
    return Promise.reject(error);
  };
  await expect(retryRead(failWith(new RateLimitedError("busy", about, 60_000)))).rejects.toThrow("busy");
  await expect(retryRead(failWith(new TypeError("a bug")))).rejects.toThrow("a bug");
  expect(tries).toBe(2);
});

test("a caller that has given up is not kept waiting for another try", async () => {
  let tries = 0;
  const read = () => {
    tries++;
    return Promise.reject(new UnavailableError("away", about));
  };
  await expect(retryRead(read, { signal: AbortSignal.abort(), sleep: async () => {} })).rejects.toThrow("away");
  expect(tries).toBe(1);
});
