import { type ExecuteSql, SCHEMA } from "./boss.ts";

/** Jobs that failed for good, by name. pg-boss moves them into its archive after 12 hours and keeps them a week there. */
export async function countFailed(executeSql: ExecuteSql): Promise<Readonly<Record<string, number>>> {
  if (!(await hasTables(executeSql))) return {};
  const { rows } = await executeSql(
    `select name, count(*)::integer as count from (
      select name from ${SCHEMA}.job where state = 'failed'
      union all
      select name from ${SCHEMA}.archive where state = 'failed'
    ) as failed group by name order by name`,
  );
  return Object.fromEntries((rows as { name: string; count: number }[]).map(({ name, count }) => [name, count]));
}

/** pg-boss makes its tables when the jobs start, which is after Slack answered. */
async function hasTables(executeSql: ExecuteSql): Promise<boolean> {
  const { rows } = await executeSql(`select to_regclass('${SCHEMA}.archive') is not null as found`);
  return (rows[0] as { found: boolean } | undefined)?.found === true;
}
