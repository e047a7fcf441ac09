import type { ExecuteSql } from "./boss.ts";
import { DEAD, hasTables } from "./dead.ts";

/** Jobs that failed for good, by name. */
export async function countFailed(executeSql: ExecuteSql): Promise<Readonly<Record<string, number>>> {
  if (!(await hasTables(executeSql))) return {};
  const { rows } = await executeSql(
    `select name, count(*)::integer as count from (${DEAD}) as dead group by name order by name`,
  );
  return Object.fromEntries((rows as { name: string; count: number }[]).map(({ name, count }) => [name, count]));
}
