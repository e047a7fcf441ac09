import { expect, test } from "vitest";
import { runFaults, TROUBLES } from "../../bench/chaos/faults.ts";
import { DATABASES } from "./databases.ts";

/**
 * Short enough for every run; `npm run bench -- faults` is the long one. Where both databases have their turn it is run
 * on the embedded one: what Slack does is the same for both.
 */
test.each(DATABASES.filter((database) => database === "embedded"))(
  "nothing is lost and nothing is there twice after Slack was bad in each of its ways (%s database)",
  { timeout: 900_000 },
  async (database) => {
    const { done, ledger, verdict } = await runFaults({
      seed: 1,
      database,
      people: 5,
      tickets: TROUBLES.length,
      say() {},
    });
    expect(verdict).toEqual({ lost: [], twice: [], wrong: [] });
    expect(Object.keys(done)).toEqual(TROUBLES.map(({ name }) => name));
    expect(Object.values(done).every((times) => times > 0)).toBe(true);
    expect(ledger.filings.length).toBeGreaterThanOrEqual(TROUBLES.length);
    expect(ledger.presses.length).toBeGreaterThan(TROUBLES.length);
  },
);
