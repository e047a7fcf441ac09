import type { Gateway } from "../../src/store/gateway.ts";

/** The schema as text, the same from every Postgres: tables, columns, constraints, indexes, triggers, functions. */
export async function describeSchema(pool: Pick<Gateway, "query">): Promise<string> {
  const { rows: columns } = await pool.query(`
    select c.relname as on_table, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when a.attidentity = 'a' then ' generated always as identity' else '' end
      || case when a.attgenerated = 's' then ' generated always as' else '' end
      || coalesce(case when a.attgenerated = '' then ' default ' else ' ' end || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and c.relname not like 'kysely%'
    order by c.relname, a.attnum`);
  const { rows: constraints } = await pool.query(`
    select c.relname as on_table, pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%' and k.contype <> 'n'
    order by c.relname, k.contype desc, 2`);
  const { rows: others } = await pool.query(`
    select tablename as on_table, indexdef as line from pg_indexes
      where schemaname = 'public' and tablename not like 'kysely%' and indexname not like '%_pkey'
    union all
    select c.relname, pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
    order by 1, 2`);
  const tables = [...new Set(columns.map((row) => row.on_table))];
  const of = (rows: typeof columns, table: string) =>
    rows.filter((row) => row.on_table === table).map((row) => row.line);
  return tables
    .map((table) => {
      const body = [...of(columns, table), ...of(constraints, table)].map((line) => `  ${line}`).join(",\n");
      const rest = of(others, table).map((line) => `${line};\n`);
      return `CREATE TABLE ${table} (\n${body}\n);\n${rest.join("")}`;
    })
    .join("\n");
}
