import { expect, it, vi } from "vitest";
import { startPurge } from "../src/purge-job.ts";
import { describeOnEachDatabase } from "./support/databases.ts";
import { WITHIN } from "./support/within.ts";

describeOnEachDatabase("the daily purge", (open) => {
  it("forgets a draft that is a day old, keeps a fresh one, and comes back the next day", async () => {
    const { store, database, jobs, teamId } = await open();
    const clock = () => new Date().toISOString();
    const old = new Date(Date.now() - 25 * 3_600_000).toISOString();
    await store.drafts.save({ id: `old-${teamId}`, by: "U1", at: old, form: {} });
    await store.drafts.save({ id: `new-${teamId}`, by: "U1", at: clock(), form: {} });
    await jobs.start();

    await startPurge({ jobs, db: database.db, teamId, clock });

    await vi.waitFor(async () => expect(await store.drafts.load(`old-${teamId}`)).toBeUndefined(), WITHIN);
    expect(await store.drafts.load(`new-${teamId}`)).toBeDefined();
    await vi.waitFor(async () => {
      const { rows } = await database.pool.query(
        "select start_after from pgboss.job where name = 'purge' and state = 'created'",
      );
      expect(rows).toHaveLength(1);
      expect(Date.parse(String(rows[0]?.start_after))).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    }, WITHIN);
    await jobs.stop();
  });
});
