import { expect, test } from "vitest";
import { KILL_POINTS, runCrash } from "../../bench/chaos/crash.ts";
import { runReplicas } from "../../bench/chaos/replicas.ts";
import { testDatabaseUrl } from "../support/server-databases.ts";
import { DATABASES } from "./databases.ts";

/** Short enough for every run; `npm run bench -- crash` is the long one. */
test.each(DATABASES)(
  "nothing is lost and nothing is there twice when the bot is killed at each point (%s database)",
  { timeout: 600_000 },
  async (database) => {
    const { done, ledger, verdict } = await runCrash({
      seed: 1,
      kills: KILL_POINTS.length,
      database,
      people: 4,
      say() {},
    });
    expect(verdict).toEqual({ lost: [], twice: [], wrong: [] });
    expect(Object.values(done).every((times) => times > 0)).toBe(true);
    expect(ledger.filings.length).toBeGreaterThan(0);
    expect(ledger.presses.length).toBeGreaterThan(0);
    expect(ledger.mentions.length).toBeGreaterThan(0);
  },
);

/** Several processes need a server. `npm run bench -- replicas` is the long one. */
test.each(testDatabaseUrl() === undefined ? [] : (["http", "socket"] as const))(
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
