import { expect, test } from "vitest";
import { runFaults, TROUBLES } from "../../bench/chaos/faults.ts";

/** Short enough for every run; `npm run bench -- faults` is the long one, on either database. */
test("nothing is lost and nothing is there twice after Slack was bad in each of its ways", {
  timeout: 900_000,
}, async () => {
  const { done, ledger, verdict } = await runFaults({
    seed: 1,
    database: "embedded",
    people: 5,
    tickets: TROUBLES.length,
    say() {},
  });
  expect(verdict).toEqual({ lost: [], twice: [], wrong: [] });
  expect(Object.keys(done)).toEqual(TROUBLES.map(({ name }) => name));
  expect(Object.values(done).every((times) => times > 0)).toBe(true);
  expect(ledger.filings.length).toBeGreaterThanOrEqual(TROUBLES.length);
  expect(ledger.presses.length).toBeGreaterThan(TROUBLES.length);
});
