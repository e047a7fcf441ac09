import { randomUUID } from "node:crypto";
import { CompiledQuery } from "kysely";
import { afterEach, expect, it, vi } from "vitest";
import { AppError } from "../../src/app/errors.ts";
import type { JobPayloads } from "../../src/app/ports/store.ts";
import { createJobs, type Jobs } from "../../src/jobs/queue.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import type { Opened } from "../support/open-store.ts";
import { WITHIN } from "../support/within.ts";

type StepDue = JobPayloads["step_due"];

describeOnEachDatabase("the job queue", (open) => {
  const running: Jobs[] = [];

  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.stop();
  });

  /** Works on `step_due` and records what it sees of one ticket; jobs of other tests in the same database pass by. */
  async function start(opened: Opened, work: (payload: StepDue, seen: number) => void | Promise<void> = () => {}) {
    const ticketId = randomUUID();
    const seen: StepDue[] = [];
    opened.jobs.work("step_due", async (payload) => {
      if (payload.ticketId !== ticketId) return;
      seen.push(payload);
      await work(payload, seen.length);
    });
    running.push(opened.jobs);
    await opened.jobs.start();
    return { seen, job: (nth = 0): StepDue => ({ ticketId, step: "stop_sends", nth }) };
  }

  const state = async ({ database }: Opened, ticketId: string) => {
    const { rows } = await database.pool.query(
      "select state::text, retry_count, start_after, output from pgboss.job where data->>'ticketId' = $1",
      [ticketId],
    );
    return rows;
  };

  it("works on a job enqueued in a transaction, soon after the commit", async () => {
    const opened = await open();
    const { seen, job } = await start(opened);
    await opened.store.transact(async (tx) => {
      await tx.jobs.enqueue("step_due", job());
      expect(seen).toEqual([]);
    });
    await vi.waitFor(() => expect(seen).toEqual([job()]), WITHIN);
    await vi.waitFor(
      async () => expect(await state(opened, job().ticketId)).toMatchObject([{ state: "completed" }]),
      WITHIN,
    );
  });

  it("never sees a job of a transaction that was rolled back", async () => {
    const opened = await open();
    const { seen, job } = await start(opened);
    const failing = opened.store.transact(async (tx) => {
      await tx.jobs.enqueue("step_due", job(1));
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    await opened.store.jobs.enqueue("step_due", job(2));
    await vi.waitFor(() => expect(seen).toEqual([job(2)]), WITHIN);
  });

  it("completes and fails each job of a batch by itself", async () => {
    const opened = await open();
    const { job } = await start(opened, ({ nth }) => {
      if (nth === 1) throw new AppError("the ticket is gone");
    });
    await opened.store.transact(async (tx) => {
      for (const nth of [0, 1, 2]) await tx.jobs.enqueue("step_due", job(nth));
    });
    await vi.waitFor(async () => {
      const states = (await state(opened, job().ticketId)).map((row) => row.state).sort();
      expect(states).toEqual(["completed", "completed", "failed"]);
    }, 10_000);
  });

  it("tries a job again when its failure says later, until it works", async () => {
    const opened = await open();
    const { seen, job } = await start(opened, (_, count) => {
      if (count === 1) throw new AppError("Slack is away", { retry: "later" });
    });
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(() => expect(seen).toEqual([job(), job()]), WITHIN);
  });

  it("tries again at the time the failure named", async () => {
    const opened = await open();
    const { job } = await start(opened, () => {
      throw new AppError("rate limited", { retry: { afterMs: 90_000 } });
    });
    const before = Date.now();
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(async () => {
      const [row] = await state(opened, job().ticketId);
      expect(row.state).toBe("retry");
      expect(row.start_after.getTime() - before).toBeGreaterThan(85_000);
      expect(row.start_after.getTime() - before).toBeLessThan(120_000);
    }, 10_000);
  });

  it("does not try again when the failure says never, and shows the dead job", async () => {
    const opened = await open();
    const { seen, job } = await start(opened, () => {
      throw new AppError("the playbook has no such step");
    });
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(async () => {
      expect(await state(opened, job().ticketId)).toMatchObject([{ state: "failed" }]);
    }, 10_000);
    expect(seen).toHaveLength(1);
    const [dead] = await opened.jobs.failed(1);
    expect(dead).toMatchObject({ name: "step_due", because: "the playbook has no such step" });
  });

  /** The job at the last of its tries. */
  const atLastTry = async ({ database }: Opened, ticketId: string) => {
    await database.pool.query("update pgboss.job set retry_limit = retry_count where data->>'ticketId' = $1", [
      ticketId,
    ]);
  };

  it("does not try for ever what says later: after the last try it is dead, and says so", async () => {
    const opened = await open();
    const { seen, job } = await start(opened, () =>
      atLastTry(opened, job().ticketId).then(() => {
        throw new AppError("Slack is away", { retry: "later" });
      }),
    );
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(async () => {
      const dead = await opened.jobs.failed(100);
      expect(dead).toContainEqual(expect.objectContaining({ payload: job(), because: "Slack is away", tries: 1 }));
    }, WITHIN);
    expect(seen).toHaveLength(1);
  });

  it("a wait that one failure named is not the wait of the next", async () => {
    const opened = await open();
    const { seen, job } = await start(opened, (_, count) => {
      throw new AppError("no", { retry: count === 1 ? { afterMs: 1 } : "later" });
    });
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(() => expect(seen).toHaveLength(2), WITHIN);
    await vi.waitFor(async () => {
      const { rows } = await opened.database.pool.query(
        "select state::text, retry_delay, retry_backoff from pgboss.job where data->>'ticketId' = $1",
        [job().ticketId],
      );
      expect(rows).toEqual([{ state: "retry", retry_delay: 2, retry_backoff: true }]);
    }, WITHIN);
  });

  it("tries a bug again, since it may be the world's and not the job's", async () => {
    const opened = await open();
    const { seen, job } = await start(opened, (_, count) => {
      if (count === 1) throw new TypeError("undefined is not a function");
    });
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(() => expect(seen).toHaveLength(2), WITHIN);
  });

  it("does not try again what it does not understand", async () => {
    const opened = await open();
    const { seen, job } = await start(opened);
    await opened.store.jobs.enqueue("step_due", job(), { startAt: "2099-01-01T00:00:00.000Z" });
    await opened.database.pool.query(
      "update pgboss.job set data = data || '{\"nth\": \"first\"}', start_after = now() where data->>'ticketId' = $1",
      [job().ticketId],
    );
    await vi.waitFor(
      async () => expect(await state(opened, job().ticketId)).toMatchObject([{ state: "failed" }]),
      WITHIN,
    );
    expect(seen).toEqual([]);
  });

  it("refuses a payload that does not fit its name, where it is enqueued", async () => {
    const { store } = await open();
    const wrong = { ticketId: "T1", step: "x", nth: "first" } as unknown as StepDue;
    await expect(store.jobs.enqueue("step_due", wrong)).rejects.toThrow("nth");
  });

  it("does not lose a job without a word when its queue is not there", async () => {
    const { store, database } = await open();
    const rolledBack = database.db.transaction().execute(async (tx) => {
      const executeSql = (text: string, values: readonly unknown[] = []) =>
        tx.executeQuery(CompiledQuery.raw(text, [...values]));
      await executeSql("delete from pgboss.job");
      await executeSql("delete from pgboss.queue where name = 'purge'");
      await createJobs({ pool: { ...database.pool, query: executeSql } }).queue.enqueue("purge", {});
    });
    await expect(rolledBack).rejects.toThrow("start the jobs before enqueueing");
    await store.jobs.enqueue("purge", {});
  });

  it("keeps one waiting job per key, at the time named last", async () => {
    const opened = await open();
    await opened.jobs.start();
    running.push(opened.jobs);
    const ticketId = randomUUID();
    const timer = { ticketId, step: "stop_sends", nth: 0 };
    await opened.store.jobs.enqueue("step_due", timer, { key: ticketId, startAt: "2099-01-01T00:00:00.000Z" });
    await opened.store.jobs.enqueue("step_due", timer, { key: ticketId, startAt: "2099-06-01T00:00:00.000Z" });
    const rows = await state(opened, ticketId);
    expect(rows.map((row) => row.start_after.toISOString())).toEqual(["2099-06-01T00:00:00.000Z"]);
  });

  it("a job that is not due yet waits, across a restart", async () => {
    const opened = await open();
    const { seen, job } = await start(opened);
    const startAt = new Date(Date.now() + 1_500).toISOString();
    await opened.store.jobs.enqueue("step_due", job(), { startAt });
    await opened.jobs.stop();
    running.length = 0;

    const again = createJobs({ pool: opened.database.pool, pollMs: 100 });
    running.push(again);
    again.work("step_due", async (payload) => {
      if (payload.ticketId === job().ticketId) seen.push(payload);
    });
    await again.start();
    await vi.waitFor(() => expect(seen).toEqual([job()]), WITHIN);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(startAt));
  });

  it("waits for the jobs in hand when it stops", async () => {
    const opened = await open();
    let finish = () => {};
    let finished = false;
    const { seen, job } = await start(opened, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      finished = true;
    });
    await opened.store.jobs.enqueue("step_due", job());
    await vi.waitFor(() => expect(seen).toHaveLength(1), WITHIN);
    const stopped = opened.jobs.stop();
    finish();
    await stopped;
    running.length = 0;
    expect(finished).toBe(true);
    expect(await state(opened, job().ticketId)).toMatchObject([{ state: "completed" }]);
  });

  it("two replicas share the work: each job is worked on once", async () => {
    const opened = await open();
    const { seen, job } = await start(opened);
    const other = createJobs({ pool: opened.database.pool, pollMs: 200 });
    other.work("step_due", async (payload) => {
      if (payload.ticketId === job().ticketId) seen.push(payload);
    });
    running.push(other);
    await other.start();
    await opened.store.transact(async (tx) => {
      for (let nth = 0; nth < 30; nth += 1) await tx.jobs.enqueue("step_due", job(nth));
    });
    await vi.waitFor(() => expect(seen).toHaveLength(30), WITHIN);
    expect(new Set(seen.map(({ nth }) => nth)).size).toBe(30);
  });
});
