import type PgBoss from "pg-boss";
import { createBoss, SCHEMA } from "./boss.ts";
import { type Connect, inTransaction } from "./in-transaction.ts";
import { JOB_NAMES } from "./names.ts";
import { BACKOFF } from "./worker.ts";

// `short` keeps one waiting job per key; jobs without a key get one of their own.
const QUEUE = {
  policy: "short",
  retryLimit: 5,
  ...BACKOFF,
  expireInSeconds: 120,
} satisfies Omit<PgBoss.Queue, "name">;

/**
 * Creates the queues that are missing. pg-boss writes the row of a queue and only then locks the table of queues, for
 * the foreign keys of its partition: two replicas that start on an empty database would wait for each other. With the
 * lock first, one waits for the other; whoever sends or fetches meanwhile waits for neither.
 */
export async function createQueues(connect: Connect): Promise<void> {
  await inTransaction(connect, async (sql) => {
    await sql(`lock table ${SCHEMA}.queue in share row exclusive mode`);
    const boss = createBoss(sql);
    for (const name of JOB_NAMES) await boss.createQueue(name, { name, ...QUEUE });
  });
}
