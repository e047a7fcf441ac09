import { StoreUnavailableError } from "./app/errors.ts";
import { botChecks, databaseCheck, folderCheck, jobsCheck, noticesCheck } from "./app/own-checks.ts";
import type { Check } from "./app/ports/check.ts";
import type { Instant } from "./domain/time.ts";
import { countFailed } from "./jobs/count-failed.ts";
import { countNotices } from "./store/count-notices.ts";
import { sizeOf } from "./store/data-folder.ts";
import type { Database } from "./store/database.ts";
import { readSchemaState } from "./store/schema-state.ts";

type Store = { database: Pick<Database, "kind" | "pool">; dataDir: string };

/** Shorter than `doctor` waits for the bot, so that a mute database is told and not taken for a mute bot. */
const ANSWER_WITHIN_MS = 1_500;
const NO_ANSWER: Check = {
  name: "Database",
  ok: false,
  says: "It does not answer.",
  fix: "If this stays so, restart the bot; its log says more.",
};

/** What a running bot says of itself. */
export async function viewBot(bot: Store & { since: Instant; isSlackVerified: boolean }): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Check[]>((resolve) => {
    timer = setTimeout(resolve, ANSWER_WITHIN_MS, [NO_ANSWER]);
  });
  const looking = viewStore({ ...bot, bot: "runs" }).catch((error: unknown) => {
    if (error instanceof StoreUnavailableError) return [NO_ANSWER];
    throw error;
  });
  const store = await Promise.race([looking, late]).finally(() => clearTimeout(timer));
  return [...botChecks(bot.since, bot.isSlackVerified), ...store];
}

/** What the database, its folder, the notices and the jobs look like from here. Only reads. */
export async function viewStore(needs: Store & { bot: "runs" | "stopped" | "unknown" }): Promise<readonly Check[]> {
  const { database, dataDir, bot } = needs;
  const { pool } = database;
  const asked = performance.now();
  await pool.query("select 1");
  const pingMs = performance.now() - asked;
  const schema = await readSchemaState(pool);
  const isEmbedded = database.kind === "embedded";
  const checks = [databaseCheck(isEmbedded ? "embedded" : "on the server", pingMs, schema)];
  if (isEmbedded) checks.push(folderCheck(dataDir, await sizeOf(dataDir)));
  // Another schema may have other columns.
  if (schema.pending > 0 || schema.isNewer) return checks;
  return [...checks, noticesCheck(await countNotices(pool), bot), jobsCheck(await countFailed(pool.query))];
}
