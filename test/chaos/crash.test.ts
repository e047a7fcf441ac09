import { expect, test } from "vitest";
import { KILL_POINTS, runCrash } from "../../bench/chaos/crash.ts";
import type { DatabaseKind } from "../../bench/chaos/world.ts";
import { testDatabaseUrl } from "../support/server-databases.ts";

const KINDS: readonly DatabaseKind[] = [
  ...(process.env.TEST_ONLY_SERVER === "1" ? [] : (["embedded"] as const)),
  ...(testDatabaseUrl() === undefined ? [] : (["server"] as const)),
];

/** Short enough for every run; `npm run bench -- crash` is the long one. */
test.each(KINDS)(
  "nothing is lost and nothing is there twice when the bot is killed at each point (%s database)",
  { timeout: 600_000 },
  async (database) => {
    const { kills, ledger, verdict } = await runCrash({
      seed: 1,
      kills: KILL_POINTS.length,
      database,
      people: 4,
      say() {},
    });
    expect(verdict).toEqual({ lost: [], twice: [], wrong: [] });
    expect(Object.values(kills).every((times) => times > 0)).toBe(true);
    expect(ledger.filings.length).toBeGreaterThan(0);
    expect(ledger.presses.length).toBeGreaterThan(0);
    expect(ledger.mentions.length).toBeGreaterThan(0);
  },
);
