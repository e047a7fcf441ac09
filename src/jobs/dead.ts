import { type ExecuteSql, SCHEMA } from "./boss.ts";

/**
 * Jobs that nobody will try again, as rows (id, name, data, state, failed_at, tries, output). pg-boss moves a job that
 * ended into its archive after 12 hours and keeps it a week there; what it archives before it ran had waited for longer
 * than jobs are kept.
 */
export const DEAD = `
  select id, name, data, state::text, completed_on as failed_at, retry_count + 1 as tries, output
  from ${SCHEMA}.job where state = 'failed'
  union all
  select id, name, data, state::text, coalesce(completed_on, archived_on) as failed_at,
    case when started_on is null then 0 else retry_count + 1 end as tries, output
  from ${SCHEMA}.archive where state = 'failed' or state < 'active'`;

/** pg-boss makes its tables when the jobs start, which is after Slack answered. */
export async function hasTables(executeSql: ExecuteSql): Promise<boolean> {
  const { rows } = await executeSql(`select to_regclass('${SCHEMA}.archive') is not null as found`);
  return (rows[0] as { found: boolean } | undefined)?.found === true;
}
