import { expect, test } from "vitest";
import { runReplicas } from "../../bench/chaos/replicas.ts";
import { testDatabaseUrl } from "../support/server-databases.ts";

/** Several processes need a server. Short enough for every run; `npm run bench -- replicas` is the long one. */
test.runIf(testDatabaseUrl() !== undefined).each(["http", "socket"] as const)(
  "three processes over %s, one killed and one paused: nothing is lost and nothing is there twice",
  { timeout: 900_000 },
  async (mode) => {
    const { ledger, done, verdict } = await runReplicas({ seed: 1, mode, people: 20, presses: 20, say() {} });
    expect(verdict).toEqual({ lost: [], twice: [], wrong: [] });
    expect(done["ms until up to date"]).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(ledger.filings.length).toBeGreaterThan(0);
    expect(ledger.presses.length).toBeGreaterThanOrEqual(40);
  },
);
