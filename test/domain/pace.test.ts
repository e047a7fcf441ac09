import fc from "fast-check";
import { expect, it } from "vitest";
import { allow } from "../../src/domain/pace.ts";
import { plus, SECOND } from "../../src/domain/time.ts";

const NOW = "2026-03-02T10:00:00.000Z";
const PACE = { everyMs: SECOND, burst: 4 };

it("a channel that was quiet takes a burst", () => {
  expect(allow(PACE, 9, null, NOW)).toEqual({ granted: 4, fullAt: plus(NOW, 4 * SECOND) });
  expect(allow(PACE, 2, plus(NOW, -SECOND), NOW)).toEqual({ granted: 2, fullAt: plus(NOW, 2 * SECOND) });
});

it("then one in each interval", () => {
  const { fullAt } = allow(PACE, 4, null, NOW);
  expect(allow(PACE, 9, fullAt, NOW).granted).toBe(0);
  expect(allow(PACE, 9, fullAt, plus(NOW, 999)).granted).toBe(0);
  expect(allow(PACE, 9, fullAt, plus(NOW, SECOND))).toEqual({ granted: 1, fullAt: plus(NOW, 5 * SECOND) });
});

it("no window of time ever has more than the burst and one for each interval", () => {
  const steps = fc.array(fc.record({ waitMs: fc.nat(5_000), wanted: fc.nat(10) }), { maxLength: 60 });
  const paces = fc.record({ everyMs: fc.integer({ min: 1, max: 3_000 }), burst: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(steps, paces, (asked, pace) => {
      let at = NOW;
      let fullAt: string | null = null;
      const went: { at: number; granted: number }[] = [];
      for (const { waitMs, wanted } of asked) {
        at = plus(at, waitMs);
        const allowed = allow(pace, wanted, fullAt, at);
        expect(allowed.granted).toBeLessThanOrEqual(wanted);
        fullAt = allowed.fullAt;
        went.push({ at: Date.parse(at), granted: allowed.granted });
      }
      for (const [from, first] of went.entries()) {
        let sum = 0;
        for (const { at: then, granted } of went.slice(from)) {
          sum += granted;
          expect(sum).toBeLessThanOrEqual(pace.burst + (then - first.at) / pace.everyMs);
        }
      }
    }),
  );
});
