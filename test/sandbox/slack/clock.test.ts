import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Clock, createClock } from "../../../sandbox/slack/clock.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function ranAfter(clock: Clock, ms: number): () => boolean {
  let ran = false;
  clock.after(ms, () => {
    ran = true;
  });
  return () => ran;
}

test("follows the wall, plus what was advanced", async () => {
  const clock = createClock();
  const start = clock.now();
  const ran = ranAfter(clock, 3000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(clock.now() - start).toBe(1000);
  expect(ran()).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(ran()).toBe(true);
});

test("a slower one takes as many times as long for the same", async () => {
  const clock = createClock({ rate: 1 / 8 });
  const start = clock.now();
  const ran = ranAfter(clock, 3000);
  await vi.advanceTimersByTimeAsync(23_999);
  expect(ran()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(clock.now() - start).toBe(3000);
  expect(ran()).toBe(true);
});

test("a frozen one stands still", async () => {
  const clock = createClock({ rate: 0 });
  const start = clock.now();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(clock.now()).toBe(start);
});
