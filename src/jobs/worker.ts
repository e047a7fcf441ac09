import type PgBoss from "pg-boss";
import { AppError } from "../app/errors.ts";
import type { JobName, JobPayloads } from "../app/ports/store.ts";
import { SECOND } from "../domain/time.ts";
import { asBossDb, type ExecuteSql, SCHEMA } from "./boss.ts";
import type { Log } from "./log.ts";
import { parsePayload } from "./names.ts";

export type Handler<N extends JobName> = (payload: JobPayloads[N], job: { id: string }) => Promise<void>;

export type Worker = { wake(): void; stop(): Promise<void> };

type Options<N extends JobName> = {
  boss: PgBoss;
  executeSql: ExecuteSql;
  name: N;
  handler: Handler<N>;
  log: Log;
  pollMs: number;
};

type Job<N extends JobName> = PgBoss.JobWithMetadata<JobPayloads[N]>;

const BATCH = 5;

/** How long a job waits that says `later`: two seconds, and twice as long after each try. */
export const BACKOFF = { retryDelay: 2, retryBackoff: true };

/**
 * Fetches and works until stopped. Not `boss.work`: that completes a batch as one, and its completion is a promise
 * nobody awaits, so a database that goes away for a moment would end the process.
 */
export function startWorker<N extends JobName>(options: Options<N>): Worker {
  const { name, log, pollMs } = options;
  let stopping = false;
  let woken = false;
  let interrupt: () => void = () => undefined;

  function wake(): void {
    woken = true;
    interrupt();
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      const worked = await workBatch(options).catch((error: unknown) => {
        log.warn({ job: name, err: messageOf(error) }, "jobs could not be fetched");
        return 0;
      });
      if (worked < BATCH && !woken && !stopping) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    wake,
    async stop() {
      stopping = true;
      interrupt();
      await running;
    },
  };
}

async function workBatch<N extends JobName>(options: Options<N>): Promise<number> {
  const { boss, executeSql, name } = options;
  let failure: unknown;
  // pg-boss answers a failed fetch with an empty list.
  const db = asBossDb((text, values) =>
    executeSql(text, values).catch((error: unknown) => {
      failure = error;
      throw error;
    }),
  );
  const jobs = await boss.fetch<JobPayloads[N]>(name, { batchSize: BATCH, includeMetadata: true, db });
  if (failure) throw failure;
  await Promise.all(jobs.map((job) => workOne(options, job)));
  return jobs.length;
}

/** Each job of a batch is completed or failed by itself. */
async function workOne<N extends JobName>(options: Options<N>, job: Job<N>): Promise<void> {
  const { boss, name, handler, log } = options;
  try {
    const failure = await attempt(async () => {
      const payload = readPayload(name, job.data);
      await withinTime(handler(payload, { id: job.id }), Number(job.expireInSeconds) * SECOND);
    });
    if (failure) await recordFailure(options, job, failure.error);
    else await boss.complete(name, job.id);
  } catch (error) {
    // The job stays active until it expires and is then tried again.
    log.error({ job: name, id: job.id, err: messageOf(error) }, "the end of a job could not be recorded");
  }
}

async function recordFailure<N extends JobName>(options: Options<N>, job: Job<N>, error: unknown): Promise<void> {
  const { boss, executeSql, name, log } = options;
  const retry = error instanceof AppError ? error.retry : "later";
  const isLast = retry === "never" || job.retryCount >= job.retryLimit;
  const fields = { job: name, id: job.id, tries: job.retryCount + 1, err: messageOf(error) };
  log[isLast ? "error" : "warn"](fields, isLast ? "a job failed for good" : "a job failed and will be tried again");
  const ofJob = "where name = $1 and id = $2 and state = 'active'";
  if (retry === "never") {
    await executeSql(`update ${SCHEMA}.job set retry_limit = retry_count ${ofJob}`, [name, job.id]);
  } else {
    // Named every time: an earlier failure of the same job may have named another wait.
    const { retryDelay, retryBackoff } = retry === "later" ? BACKOFF : waitOf(retry.afterMs);
    const set = "set retry_delay = $3, retry_backoff = $4";
    await executeSql(`update ${SCHEMA}.job ${set} ${ofJob}`, [name, job.id, retryDelay, retryBackoff]);
  }
  await boss.fail(name, job.id, { message: messageOf(error) });
}

function waitOf(afterMs: number): typeof BACKOFF {
  return { retryDelay: Math.max(1, Math.ceil(afterMs / SECOND)), retryBackoff: false };
}

/** What this version does not understand, it will not understand at the next try. */
function readPayload<N extends JobName>(name: N, data: unknown): JobPayloads[N] {
  try {
    return parsePayload(name, data);
  } catch (cause) {
    throw new AppError("This version does not understand what the job carries.", { retry: "never", cause });
  }
}

async function attempt(work: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

async function withinTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError(`The job took longer than ${ms} ms.`, { retry: "later" })), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
