import { expect, it, vi } from "vitest";
import { startPurge } from "../src/purge-job.ts";
import { aNewTicket } from "./store/builders.ts";
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

    await startPurge({ jobs, database, teamId, clock, retentionDays: null });

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

  it("tells the embedded database's planner what there is, which a server does by itself", async () => {
    const { database, jobs, teamId } = await open();
    await jobs.start();
    await startPurge({ jobs, database, teamId, clock: () => new Date().toISOString(), retentionDays: null });
    const isNew = async () => {
      const { rows } = await database.pool.query("select reltuples from pg_class where oid = 'deliveries'::regclass");
      return rows[0]?.reltuples === -1;
    };
    if (database.kind === "embedded") await vi.waitFor(async () => expect(await isNew()).toBe(false), WITHIN);
    await jobs.stop();
  });

  it("erases what was resolved for longer than it may be kept, a few at a time, and comes back in a minute", async () => {
    const { store, database, jobs, teamId } = await open();
    const now = "2030-06-01T00:00:00.000Z";
    const resolvedAt = "2030-05-01T00:00:00.000Z";
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const ticket = aNewTicket({ ticket: { status: "resolved", outcome: "recovered", resolvedAt } });
      await store.tickets.file(ticket);
      ids.push(ticket.ticket.id);
    }
    const erased = async () => {
      const records = await Promise.all(ids.map((id) => store.tickets.load({ id })));
      return records.filter((record) => record?.ticket.erasedAt === now).length;
    };
    await jobs.start();

    await startPurge({ jobs, database, teamId, clock: () => now, retentionDays: 30 });

    await vi.waitFor(async () => expect(await erased()).toBe(5), WITHIN);
    await vi.waitFor(async () => {
      const { rows } = await database.pool.query(
        "select start_after from pgboss.job where name = 'purge' and state = 'created'",
      );
      expect(rows.map(({ start_after }) => new Date(start_after).toISOString())).toEqual(["2030-06-01T00:01:00.000Z"]);
    }, WITHIN);
    await jobs.stop();
  });
});
