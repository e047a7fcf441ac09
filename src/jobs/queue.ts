import { randomUUID } from "node:crypto";
import type PgBoss from "pg-boss";
import type { DeadJob, Retried, WaitingJob, Which } from "../app/ports/backlog.ts";
import type { JobName, JobQueue } from "../app/ports/store.ts";
import { SECOND } from "../domain/time.ts";
import { asBossDb, createBoss, type ExecuteSql, SCHEMA } from "./boss.ts";
import { createQueues } from "./create-queues.ts";
import { type Connect, inTransaction } from "./in-transaction.ts";
import { listDead, listWaiting } from "./list-jobs.ts";
import { type Log, SILENT } from "./log.ts";
import { parsePayload } from "./names.ts";
import { retryDead } from "./retry-dead.ts";
import { type Handler, startWorker, type Worker } from "./worker.ts";

export type Jobs = {
  /** Enqueues on its own; inside a transaction it throws, there use what `transact` hands over. */
  queue: JobQueue;
  /** The queue of one transaction; `committed` wakes the workers of what was enqueued in it. */
  within(executeSql: ExecuteSql): { queue: JobQueue; committed(): void };
  /** One handler per name, before or after `start`. */
  work<N extends JobName>(name: N, handler: Handler<N>): void;
  start(): Promise<void>;
  /** Waits for the jobs in hand. */
  stop(): Promise<void>;
  /** Jobs nobody will try again, newest first. */
  failed(limit: number): Promise<readonly DeadJob[]>;
  /** Jobs whose turn has not come, the next first. */
  waiting(limit: number): Promise<readonly WaitingJob[]>;
  /** Sends dead jobs anew; works whether started or not. */
  retry(which: Which): Promise<Omit<Retried, "messages">>;
};

type Options = { pool: { query: ExecuteSql; connect: Connect }; log?: Log; pollMs?: number };

/** Durable jobs in the same database, on the same connections, as everything else. */
export function createJobs({ pool, log = SILENT, pollMs = 2 * SECOND }: Options): Jobs {
  const executeSql: ExecuteSql = (text, values) => pool.query(text, values);
  const boss = createBoss(executeSql);
  boss.on("error", (error) => log.warn({ err: error.message }, "the job queue could not do its upkeep"));
  const handlers = new Map<JobName, () => Worker>();
  const workers = new Map<JobName, Worker>();
  let started = false;

  function within(sql: ExecuteSql): { queue: JobQueue; committed(): void } {
    const touched = new Set<JobName>();
    return {
      queue: {
        async enqueue(name, payload, options) {
          await send(boss, sql, name, parsePayload(name, payload), options);
          touched.add(name);
        },
      },
      committed() {
        for (const name of touched) workers.get(name)?.wake();
      },
    };
  }

  const queue: JobQueue = {
    async enqueue(name, payload, options) {
      const alone = within(executeSql);
      await alone.queue.enqueue(name, payload, options);
      alone.committed();
    },
  };

  function begin(name: JobName): void {
    const create = handlers.get(name);
    if (create && !workers.has(name)) workers.set(name, create());
  }

  return {
    queue,
    within,
    work(name, handler) {
      if (handlers.has(name)) throw new Error(`The job ${name} has a handler already.`);
      handlers.set(name, () => startWorker({ boss, executeSql, name, handler, log, pollMs }));
      if (started) begin(name);
    },
    async start() {
      await boss.start();
      await createQueues(pool.connect);
      started = true;
      for (const name of handlers.keys()) begin(name);
    },
    async stop() {
      started = false;
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
      workers.clear();
      await boss.stop({ graceful: false });
    },
    failed: (limit) => listDead(executeSql, limit),
    waiting: (limit) => listWaiting(executeSql, limit),
    async retry(which) {
      const { names, ...retried } = await inTransaction(pool.connect, (sql) => retryDead(boss, sql, which));
      for (const name of names) workers.get(name)?.wake();
      return retried;
    },
  };
}

type SendOptions = { startAt?: string; key?: string };

/** A key stands for one waiting job: enqueueing it again moves the job to the new time. */
async function send(boss: PgBoss, sql: ExecuteSql, name: JobName, payload: object, options: SendOptions = {}) {
  const { startAt, key } = options;
  if (key !== undefined) {
    await sql(`delete from ${SCHEMA}.job where name = $1 and singleton_key = $2 and state = 'created'`, [name, key]);
  }
  const id = await boss.send(name, payload, {
    db: asBossDb(sql),
    singletonKey: key ?? randomUUID(),
    ...(startAt === undefined ? {} : { startAfter: new Date(startAt) }),
  });
  if (id === null) await assertQueueExists(sql, name);
}

/** pg-boss answers nothing when somebody else enqueued the same key just now, and also when the queue is not there. */
async function assertQueueExists(sql: ExecuteSql, name: JobName): Promise<void> {
  const { rows } = await sql(`select 1 from ${SCHEMA}.queue where name = $1`, [name]);
  if (rows.length === 0) throw new Error(`The queue of ${name} is not there yet: start the jobs before enqueueing.`);
}
