import type PgBoss from "pg-boss";
import type { Retried, Which } from "../app/ports/backlog.ts";
import type { JobName } from "../app/ports/store.ts";
import { asBossDb, type ExecuteSql, SCHEMA } from "./boss.ts";
import { DEAD, hasTables } from "./dead.ts";
import { JOB_NAMES, parsePayload } from "./names.ts";

type Dead = { id: string; name: string; data: unknown };
type Answer = Omit<Retried, "messages"> & { names: readonly JobName[] };

/**
 * Sends dead jobs anew: with all their tries, since whoever asks has mended something, and under their own id, by which
 * a handler knows what it did before. Not `boss.retry`: it knows no archive, grants one try, and leaves the old end on
 * the job, by which the next upkeep may archive it unworked.
 */
export async function retryDead(boss: PgBoss, sql: ExecuteSql, which: Which): Promise<Answer> {
  if (!(await hasTables(sql))) return { jobs: [], failed: [], names: [] };
  const { rows } = await sql(
    `select id, name, data from (${DEAD}) as dead where $1::text[] is null or id::text = any ($1) order by failed_at`,
    [which === "all" ? null : which],
  );
  const jobs: string[] = [];
  const failed: { id: string; because: string }[] = [];
  const names = new Set<JobName>();
  for (const dead of rows as Dead[]) {
    const name = JOB_NAMES.find((known) => known === dead.name);
    const because = name === undefined ? "this version knows no such job" : whyUnusable(name, dead.data);
    if (name === undefined || because !== undefined) failed.push({ id: dead.id, because: because ?? "" });
    else if (await sendAnew(boss, sql, name, dead)) {
      jobs.push(dead.id);
      names.add(name);
    }
  }
  return { jobs, failed, names: [...names] };
}

/** False when somebody else took it first. */
async function sendAnew(boss: PgBoss, sql: ExecuteSql, name: JobName, { id, data }: Dead): Promise<boolean> {
  const fromTable = await remove(sql, `${SCHEMA}.job`, "state = 'failed'", [name, id]);
  const fromArchive = await remove(sql, `${SCHEMA}.archive`, "(state = 'failed' or state < 'active')", [name, id]);
  if (!fromTable && !fromArchive) return false;
  // Its own key: a job with the old one may wait by now, and stays as it is.
  return (await boss.send(name, data as object, { id, singletonKey: id, db: asBossDb(sql) })) !== null;
}

async function remove(sql: ExecuteSql, table: string, where: string, key: readonly string[]): Promise<boolean> {
  const { rows } = await sql(`delete from ${table} where name = $1 and id = $2 and ${where} returning id`, key);
  return rows.length > 0;
}

function whyUnusable(name: JobName, data: unknown): string | undefined {
  try {
    parsePayload(name, data);
    return undefined;
  } catch {
    return "this version does not understand what it carries";
  }
}
