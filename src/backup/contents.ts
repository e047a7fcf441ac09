import type { Gateway } from "../store/gateway.ts";
import { readRan } from "../store/schema-state.ts";

export type Contents = { migrations: readonly string[]; tickets: number; keyIds: readonly string[] };

/** What a backup says of the database in it. */
export async function readContents({ query }: Pick<Gateway, "query">): Promise<Contents> {
  const migrations = await readRan(query);
  if (migrations.length === 0) return { migrations, tickets: 0, keyIds: [] };
  const tickets = (await query("select count(*)::integer as count from tickets")).rows[0]?.count;
  const keys = await query(
    `select number_secret_key_id as id from teams
     union select api_key_key_id from personal_texts where api_key_key_id is not null order by id`,
  );
  return { migrations, tickets: Number(tickets), keyIds: keys.rows.map(({ id }) => String(id)) };
}
