import { type Backlog, MOST_LISTED, type Retried, type Which } from "./app/ports/backlog.ts";
import type { Jobs } from "./jobs/queue.ts";
import type { Database } from "./store/database.ts";
import { listRefused, retryRefused } from "./store/refused-notices.ts";

type Needs = {
  database: Pick<Database, "pool">;
  jobs: Pick<Jobs, "failed" | "waiting" | "retry">;
  /** Messages are wanted in Slack again. */
  onNoticesWanted?: () => void;
};

export async function readBacklog({ database, jobs }: Needs): Promise<Backlog> {
  return {
    dead: await jobs.failed(MOST_LISTED),
    waiting: await jobs.waiting(MOST_LISTED),
    refused: await listRefused(database.pool, MOST_LISTED),
  };
}

/** Tries again what is dead or refused. An id that is neither is answered as such. */
export async function retryBacklog(needs: Needs, which: Which): Promise<Retried> {
  const { database, jobs, onNoticesWanted = () => {} } = needs;
  const retried = await jobs.retry(which);
  const messages = await retryRefused(database.pool, which);
  if (messages.length > 0) onNoticesWanted();
  const known = new Set([...retried.jobs, ...messages, ...retried.failed.map(({ id }) => id)]);
  const unknown = which === "all" ? [] : which.filter((id) => !known.has(id));
  const because = "no dead job and no refused message has this id";
  return { ...retried, messages, failed: [...retried.failed, ...unknown.map((id) => ({ id, because }))] };
}
