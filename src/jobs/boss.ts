import PgBoss from "pg-boss";

/** What is needed of the database: one statement on a connection of the shared pool, or of a transaction. */
export type ExecuteSql = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

export const SCHEMA = "pgboss";

/** pg-boss as a table of jobs: no pool of its own, and no cron, whose timers reject into nowhere when a read fails. */
export function createBoss(executeSql: ExecuteSql): PgBoss {
  return new PgBoss({ db: asBossDb(executeSql), schema: SCHEMA, schedule: false });
}

export function asBossDb(executeSql: ExecuteSql): PgBoss.Db {
  return { executeSql: (text, values) => executeSql(text, values) };
}
