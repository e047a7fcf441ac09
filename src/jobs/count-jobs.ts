import type { JobCounts } from "../app/ports/metrics.ts";
import { type ExecuteSql, SCHEMA } from "./boss.ts";
import { countFailed } from "./count-failed.ts";
import { hasTables } from "./dead.ts";
import { JOB_NAMES } from "./names.ts";

type Waiting = { name: string; due: number; scheduled: number };

const WAITING = `
  select name, count(*) filter (where start_after <= now())::integer as due,
    count(*) filter (where start_after > now())::integer as scheduled
  from ${SCHEMA}.job where state < 'active' group by name`;

/** Jobs that wait and jobs that are dead, by name; a name without any counts as zero. */
export async function countJobs(executeSql: ExecuteSql): Promise<Readonly<Record<string, JobCounts>>> {
  const waiting = (await hasTables(executeSql)) ? ((await executeSql(WAITING)).rows as Waiting[]) : [];
  const dead = await countFailed(executeSql);
  const names = new Set([...JOB_NAMES, ...waiting.map(({ name }) => name), ...Object.keys(dead)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const { due = 0, scheduled = 0 } = waiting.find((row) => row.name === name) ?? {};
      return [name, { due, scheduled, dead: dead[name] ?? 0 }];
    }),
  );
}
