import { expect, test } from "vitest";
import { trendOf } from "../../bench/soak/flatness.ts";

/** Half an hour, a sample every ten seconds, with a saw-tooth as garbage collectors make it. */
function samples(level: number, perHour: number, saw: number) {
  return Array.from({ length: 180 }, (_, at) => {
    const x = at / 360;
    return { x, y: level + perHour * x + saw * ((at % 23) / 23 + ((at * 7) % 5) / 5) };
  });
}

test("memory that goes up and down is flat, however much it does", () => {
  for (const saw of [0, 1, 20]) expect(trendOf(samples(200, 0, saw)).isFlat).toBe(true);
});

test("a leak shows through the noise, and its slope is told", () => {
  const trend = trendOf(samples(200, 60, 20));
  expect(trend.isFlat).toBe(false);
  expect(trend.slope).toBeGreaterThan(45);
  expect(trend.slope).toBeLessThan(75);
});

test("memory that is given back is flat", () => {
  expect(trendOf(samples(200, -60, 5)).isFlat).toBe(true);
});

test("what would grow by less than a hundredth is no leak", () => {
  expect(trendOf(samples(200, 1, 0)).isFlat).toBe(true);
  expect(trendOf(samples(200, 8, 0)).isFlat).toBe(false);
});
