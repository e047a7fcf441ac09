import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { countJobs } from "../../src/jobs/count-jobs.ts";
import { createJobs, type Jobs } from "../../src/jobs/queue.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import type { Opened } from "../support/open-store.ts";
import { WITHIN } from "../support/within.ts";

describeOnEachDatabase("dead jobs", (open) => {
  let opened: Opened;
  const running: Jobs[] = [];

  beforeEach(async () => {
    opened = await open();
    await opened.jobs.start();
    await opened.jobs.stop();
    await query("delete from pgboss.job");
    await query("delete from pgboss.archive");
  });
  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.stop();
  });

  const query = (sql: string, values: readonly unknown[] = []) => opened.database.pool.query(sql, values);

  /** A job as it is left when nobody tries it again. */
  async function aDeadJob(over: { data?: object; name?: string; at?: string; says?: string } = {}): Promise<string> {
    const { data = {}, name = "purge", at = "2026-11-20T12:00:00Z", says = "the disk was full" } = over;
    const id = randomUUID();
    await query(
      `insert into pgboss.job (id, name, data, state, retry_limit, retry_count, started_on, completed_on, output, policy)
       values ($1, $2, $3, 'failed', 5, 5, $4, $4, $5, 'short')`,
      [id, name, JSON.stringify(data), at, JSON.stringify({ message: says })],
    );
    return id;
  }

  /** What pg-boss does with a job that ended 12 hours ago, or that waited longer than it is kept. */
  async function archive(id: string): Promise<void> {
    await query("insert into pgboss.archive select *, now() from pgboss.job where id = $1", [id]);
    await query("delete from pgboss.job where id = $1", [id]);
  }

  it("are listed newest first, with name, time, reason and tries, also from the archive", async () => {
    const older = await aDeadJob();
    const newer = await aDeadJob({ at: "2026-11-21T12:00:00Z", says: "nobody was there" });
    await archive(older);
    expect(await opened.jobs.failed(10)).toEqual([
      {
        id: newer,
        name: "purge",
        failedAt: "2026-11-21T12:00:00.000Z",
        because: "nobody was there",
        tries: 6,
        payload: {},
      },
      {
        id: older,
        name: "purge",
        failedAt: "2026-11-20T12:00:00.000Z",
        because: "the disk was full",
        tries: 6,
        payload: {},
      },
    ]);
    expect(await opened.jobs.failed(1)).toHaveLength(1);
  });

  it("say their reason without a secret that it may quote", async () => {
    await aDeadJob({ says: `refused access_token=EAAG${"m0PX4ZCpsBA".repeat(12)}` });
    const [dead] = await opened.jobs.failed(1);
    expect(dead?.because).toBe("refused access_token=[secret removed: Meta token]");
  });

  it("are also the ones that waited longer than jobs are kept and never ran", async () => {
    const id = randomUUID();
    await query("insert into pgboss.job (id, name, state) values ($1, 'purge', 'created')", [id]);
    await archive(id);
    expect(await opened.jobs.failed(1)).toMatchObject([
      { id, because: "it waited longer than jobs are kept", tries: 0 },
    ]);
    expect(await countJobs(opened.database.pool.query)).toMatchObject({ purge: { dead: 1 } });
  });

  it("are not the ones that were completed", async () => {
    const id = randomUUID();
    await query("insert into pgboss.job (id, name, state, completed_on) values ($1, 'purge', 'completed', now())", [
      id,
    ]);
    await archive(id);
    expect(await opened.jobs.failed(1)).toEqual([]);
    expect(await opened.jobs.retry("all")).toEqual({ jobs: [], failed: [] });
  });

  it("the waiting ones are listed by when they are due, with why the last try failed", async () => {
    await query(
      `insert into pgboss.job (name, state, start_after, started_on, retry_count, output) values
        ('purge', 'created', '2099-01-02', null, 0, null),
        ('step_due', 'retry', '2099-01-01', now(), 1, '{"message": "Slack is away"}')`,
    );
    expect(await opened.jobs.waiting(10)).toMatchObject([
      { name: "step_due", dueAt: "2099-01-01T00:00:00.000Z", tries: 2, because: "Slack is away" },
      { name: "purge", tries: 0, because: null },
    ]);
    expect(await countJobs(opened.database.pool.query)).toEqual({
      purge: { due: 0, scheduled: 1, dead: 0 },
      step_due: { due: 0, scheduled: 1, dead: 0 },
      verify_step: { due: 0, scheduled: 0, dead: 0 },
    });
  });

  it.each(["in the table", "in the archive"])("%s are worked on again under their own id, at once", async (where) => {
    const payload = { ticketId: randomUUID(), step: "stop_sends", nth: 0 };
    const id = await aDeadJob({ name: "step_due", data: payload });
    if (where === "in the archive") await archive(id);
    const seen: unknown[] = [];
    const jobs = createJobs({ pool: opened.database.pool, pollMs: 600_000 });
    running.push(jobs);
    jobs.work("step_due", async (data, job) => void seen.push([data, job.id]));
    await jobs.start();
    await vi.waitFor(async () => expect(await jobs.retry([id])).toEqual({ jobs: [id], failed: [] }), WITHIN);
    await vi.waitFor(() => expect(seen).toEqual([[payload, id]]), WITHIN);
    expect(await jobs.failed(1)).toEqual([]);
  });

  it("get all their tries again and are not swept away before they ran", async () => {
    const id = await aDeadJob();
    await opened.jobs.retry("all");
    const { rows } = await query(
      "select state::text, retry_count, retry_limit, completed_on from pgboss.job where id = $1",
      [id],
    );
    expect(rows).toEqual([{ state: "created", retry_count: 0, retry_limit: 5, completed_on: null }]);
  });

  it("leave a job of the same key that waits as it is", async () => {
    await query(
      "insert into pgboss.job (name, state, policy, singleton_key, start_after) values ('purge', 'created', 'short', 'purge', '2099-01-01')",
    );
    const id = await aDeadJob();
    await query("update pgboss.job set singleton_key = 'purge' where id = $1", [id]);
    expect(await opened.jobs.retry([id])).toEqual({ jobs: [id], failed: [] });
    expect((await opened.jobs.waiting(10)).map(({ dueAt }) => dueAt.slice(0, 4))).toEqual([expect.anything(), "2099"]);
  });

  it("are tried again once, however often that is asked for", async () => {
    const id = await aDeadJob();
    const answers = [await opened.jobs.retry([id]), await opened.jobs.retry([id])];
    expect(answers.map(({ jobs }) => jobs.length)).toEqual([1, 0]);
    expect(await opened.jobs.waiting(10)).toHaveLength(1);
  });

  it("that this version does not understand stay where they are, and the others go on", async () => {
    const strange = await aDeadJob({ data: { from: "an older version" } });
    const unknown = await aDeadJob({ name: "step_due", data: { ticketId: "T1", step: "x", nth: 0 } });
    await query("update pgboss.job set data = '{}' where id = $1", [unknown]);
    const good = await aDeadJob();
    expect(await opened.jobs.retry("all")).toEqual({
      jobs: [good],
      failed: expect.arrayContaining([
        { id: strange, because: "this version does not understand what it carries" },
        { id: unknown, because: "this version does not understand what it carries" },
      ]),
    });
    expect(await opened.jobs.failed(10)).toHaveLength(2);
  });

  it("are none before the first start has made the queue's tables", async () => {
    const pool = { ...opened.database.pool };
    const without = (text: string) => text.replaceAll("pgboss", "not_there_yet");
    const jobs = createJobs({
      pool: {
        query: (text, values) => pool.query(without(text), values),
        connect: async () => {
          const { query, release } = await pool.connect();
          return { query: (text, values) => query(without(text), values), release };
        },
      },
    });
    expect(await jobs.failed(1)).toEqual([]);
    expect(await jobs.waiting(1)).toEqual([]);
    expect(await jobs.retry("all")).toEqual({ jobs: [], failed: [] });
  });
});
