import type { Database } from "./database.ts";

/**
 * A server does this by itself; the embedded database runs nothing besides what it is asked for. What was deleted makes
 * room again. The planner learns of each table that has changed its size by a tenth, as autovacuum's default has it, in
 * a query of its own: samples of all tables would hold the one connection for seconds after each start.
 */
export async function vacuum({ kind, pool }: Pick<Database, "kind" | "pool">): Promise<void> {
  if (kind !== "embedded") return;
  const { rows } = await pool.query(RESIZED);
  await pool.query("vacuum");
  for (const { name } of rows) await pool.query(`analyze ${name}`);
}

/** `relpages` is the size that the planner knows, from the last vacuum or analyze. A table's name comes quoted. */
const RESIZED = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
    and abs(pg_relation_size(c.oid) / current_setting('block_size')::int - c.relpages) > c.relpages / 10`;
