import type { SchemaState } from "../app/own-checks.ts";
import type { Gateway } from "./gateway.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/** How the schema compares with this program, without changing it. */
export async function readSchemaState({ query }: Pick<Gateway, "query">): Promise<SchemaState> {
  const ran = await readRan(query);
  return {
    pending: Object.keys(MIGRATIONS).filter((name) => !ran.includes(name)).length,
    isNewer: isNewer(ran),
  };
}

/** A later version of this program made it. */
export function isNewer(migrations: readonly string[]): boolean {
  return migrations.some((name) => !(name in MIGRATIONS));
}

/** Names of the migrations that ran, oldest first. */
export async function readRan(query: Gateway["query"]): Promise<readonly string[]> {
  const { rows } = await query("select to_regclass('kysely_migration') is not null as found");
  if (rows[0]?.found !== true) return [];
  return (await query("select name from kysely_migration order by name")).rows.map(({ name }) => String(name));
}
