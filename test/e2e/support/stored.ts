import { openDatabase } from "../../../src/store/database.ts";
import type { TestBot } from "../../support/bot.ts";

type Rows = readonly Record<string, unknown>[];

/** Stops the bot and reads its database with one statement a question: nobody else may hold the embedded one. */
export async function readStored<T>(bot: TestBot, read: (query: (sql: string) => Promise<Rows>) => Promise<T>) {
  await bot.bot.stop();
  const database = await openDatabase(bot.database);
  try {
    return await read(async (sql) => (await database.pool.query(sql)).rows);
  } finally {
    await database.close();
  }
}

/** Every row of every table, as text. */
export async function everythingStored(bot: TestBot): Promise<string> {
  return readStored(bot, async (query) => {
    const tables = await query(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await query(`select row_to_json(t)::text as row from ${String(name)} t`);
      texts.push(String(name), ...rows.map(({ row }) => String(row)));
    }
    return texts.join("\n");
  });
}
