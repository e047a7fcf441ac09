import type { SchemaState } from "../app/own-checks.ts";
import type { Gateway } from "./gateway.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/** How the schema compares with this program, without changing it. */
export async function readSchemaState({ query }: Pick<Gateway, "query">): Promise<SchemaState> {
  const ran = await readRan(query);
  const known = Object.keys(MIGRATIONS);
  return {
    pending: known.filter((name) => !ran.includes(name)).length,
    isNewer: ran.some((name) => !known.includes(name)),
  };
}

async function readRan(query: Gateway["query"]): Promise<readonly string[]> {
  const { rows } = await query("select to_regclass('kysely_migration') is not null as found");
  if (rows[0]?.found !== true) return [];
  return (await query("select name from kysely_migration")).rows.map(({ name }) => String(name));
}
