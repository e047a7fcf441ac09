import type { DeadJob, WaitingJob } from "../app/ports/backlog.ts";
import { redact } from "../domain/redaction.ts";
import { type ExecuteSql, SCHEMA } from "./boss.ts";
import { DEAD, hasTables } from "./dead.ts";

type Output = { message?: string; value?: { message?: string } } | null;
type DeadRow = Omit<DeadJob, "failedAt" | "because" | "payload"> & {
  data: unknown;
  state: string;
  failed_at: Date;
  output: Output;
};
type WaitingRow = { id: string; name: string; start_after: Date; tries: number; output: Output };

const LONGEST_REASON = 300;

/** Jobs nobody will try again, the newest first. */
export async function listDead(executeSql: ExecuteSql, limit: number): Promise<readonly DeadJob[]> {
  if (!(await hasTables(executeSql))) return [];
  const { rows } = await executeSql(`${DEAD} order by failed_at desc, id limit $1`, [limit]);
  return (rows as DeadRow[]).map(({ id, name, data, state, failed_at, tries, output }) => ({
    id,
    name,
    failedAt: failed_at.toISOString(),
    because:
      state === "failed" ? (reasonOf(output) ?? "no reason was recorded") : "it waited longer than jobs are kept",
    tries,
    payload: data,
  }));
}

/** Jobs whose turn has not come, the next first. */
export async function listWaiting(executeSql: ExecuteSql, limit: number): Promise<readonly WaitingJob[]> {
  if (!(await hasTables(executeSql))) return [];
  const { rows } = await executeSql(
    `select id, name, start_after, output, case when started_on is null then 0 else retry_count + 1 end as tries
     from ${SCHEMA}.job where state < 'active' order by start_after, id limit $1`,
    [limit],
  );
  return (rows as WaitingRow[]).map(({ id, name, start_after, tries, output }) => ({
    id,
    name,
    dueAt: start_after.toISOString(),
    tries,
    because: reasonOf(output),
  }));
}

/** An error's message may quote what somebody wrote. */
function reasonOf(output: Output): string | null {
  const message = output?.message ?? output?.value?.message;
  return message === undefined ? null : redact(message).text.slice(0, LONGEST_REASON);
}
