import { FolderInUseError } from "./app/errors.ts";
import type { Check } from "./app/ports/check.ts";
import type { Config, Secrets } from "./config.ts";
import { ASK_WITHIN_MS, askDoctor } from "./http/ask-bot.ts";
import { viewStore } from "./own-view.ts";
import { lookAtFolder } from "./store/data-folder.ts";
import { type DatabaseOptions, openDatabase } from "./store/database.ts";
import { findSocketsFolder } from "./store/sockets-folder.ts";

const name = "Database";

/** Asks the bot that has the database open, else looks itself. Nothing is created, migrated or changed. Never throws. */
export async function checkDatabase(config: Config, secrets: Secrets): Promise<readonly Check[]> {
  const { dataDir } = config;
  const { databaseUrl } = secrets;
  try {
    return databaseUrl === null ? await checkFolder(dataDir) : await look({ databaseUrl }, dataDir);
  } catch (error) {
    if (error instanceof FolderInUseError) return [silent(error.holder)];
    const says = error instanceof Error ? error.message : "It does not answer.";
    const fix =
      databaseUrl === null
        ? "Check that DATA_DIR can be written to by this user."
        : "Check DATABASE_URL and that the server is up.";
    return [{ name, ok: false, says, fix }];
  }
}

async function checkFolder(dataDir: string): Promise<readonly Check[]> {
  const folder = await lookAtFolder(dataDir);
  switch (folder) {
    case "missing":
      return [{ name, ok: "skipped", says: `DATA_DIR (${dataDir}) is not there yet; the first start creates it.` }];
    case "without_database":
      return [{ name, ok: "skipped", says: `There is none in ${dataDir} yet; the first start creates it.` }];
    case "unreadable":
      return [
        { name, ok: false, says: `${dataDir} cannot be read.`, fix: "Check DATA_DIR, and that this user owns it." },
      ];
    case "with_database":
      return (await askRunningBot(dataDir)) ?? look({ dataDir }, dataDir);
    default:
      return folder satisfies never;
  }
}

async function askRunningBot(dataDir: string): Promise<readonly Check[] | undefined> {
  const socketsFolder = findSocketsFolder(dataDir);
  const asked = socketsFolder === undefined ? undefined : await askDoctor(socketsFolder);
  switch (asked?.by) {
    case "bot":
      return asked.answer.map((check) => ({ ...check, name: `${check.name} (the running bot says)` }));
    case "silent":
      return [silent()];
    default:
      return undefined;
  }
}

async function look(options: DatabaseOptions, dataDir: string): Promise<readonly Check[]> {
  const database = await openDatabase({ ...options, lookOnly: true });
  try {
    const bot = database.kind === "embedded" ? "stopped" : "unknown";
    return await viewStore({ database, dataDir, bot });
  } finally {
    await database.close();
  }
}

function silent(holder?: { pid: number; since: string }): Check {
  const who = holder === undefined ? "A bot" : `A process (${holder.pid}, since ${holder.since})`;
  return {
    name,
    ok: false,
    says: `${who} has the data folder open, but gave no usable answer within ${ASK_WITHIN_MS / 1000} s.`,
    fix: "It may be starting or stopping: try again in a minute. If it stays so, stop that process and start the bot again; its log says more.",
  };
}
