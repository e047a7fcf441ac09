import { FolderInUseError } from "./app/errors.ts";
import type { Backlog, Retried, Which } from "./app/ports/backlog.ts";
import { readBacklog, retryBacklog } from "./backlog.ts";
import { loadConfig } from "./config.ts";
import { type Asked, askBacklog, askRetry } from "./http/ask-bot.ts";
import { createJobs } from "./jobs/queue.ts";
import { lookAtFolder } from "./store/data-folder.ts";
import { type Database, type DatabaseOptions, openDatabase } from "./store/database.ts";
import { readSchemaState } from "./store/schema-state.ts";
import { findSocketsFolder } from "./store/sockets-folder.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** A sentence instead of an answer. */
export type Answered<T> = { ok: true; answer: T } | { ok: false; says: string };

/** The backlog as the running bot sees it, or as its database has it where none runs. */
export function backlogFromEnv(env: Env) {
  return {
    read: (): Promise<Answered<Backlog>> => from(env, askBacklog, readBacklog),
    retry: (which: Which): Promise<Answered<Retried>> =>
      from(
        env,
        (sockets) => askRetry(sockets, which),
        (open) => retryBacklog(open, which),
      ),
  };
}

type Ask<T> = (socketsFolder: string) => Promise<Asked<T>>;
type Open = Parameters<typeof readBacklog>[0];
type Work<T> = (open: Open) => Promise<T>;

const SILENT =
  "A bot has the data folder open, but gave no usable answer. It may be starting or stopping: try again in a minute.";

async function from<T>(env: Env, ask: Ask<T>, work: Work<T>): Promise<Answered<T>> {
  try {
    const { config, secrets } = loadConfig(env);
    const { databaseUrl } = secrets;
    if (databaseUrl !== null) return await inDatabase({ databaseUrl }, work);
    const { dataDir } = config;
    const folder = await lookAtFolder(dataDir);
    if (folder === "unreadable") return no(`${dataDir} cannot be read. Check DATA_DIR, and that this user owns it.`);
    if (folder !== "with_database") return no(`There is no database in ${dataDir} yet; the first start creates it.`);
    const socketsFolder = findSocketsFolder(dataDir);
    const asked: Asked<T> = socketsFolder === undefined ? { by: "nobody" } : await ask(socketsFolder);
    if (asked.by === "bot") return { ok: true, answer: asked.answer };
    return asked.by === "silent" ? no(SILENT) : await inDatabase({ dataDir }, work);
  } catch (error) {
    if (error instanceof FolderInUseError) return no(SILENT);
    return no(error instanceof Error ? error.message : "The database does not answer.");
  }
}

async function inDatabase<T>(options: DatabaseOptions, work: Work<T>): Promise<Answered<T>> {
  const database = await openDatabase({ ...options, lookOnly: true });
  try {
    const says = await whyNotUsable(database);
    if (says !== undefined) return no(says);
    return { ok: true, answer: await work({ database, jobs: createJobs({ pool: database.pool }) }) };
  } finally {
    await database.close();
  }
}

/** Another schema may have other columns. */
async function whyNotUsable({ pool }: Database): Promise<string | undefined> {
  const { pending, isNewer } = await readSchemaState(pool);
  if (isNewer) return "A newer version of this program has migrated the database. Use that version.";
  return pending > 0
    ? "The database is older than this program. Start the bot once: it brings it up to date."
    : undefined;
}

function no(says: string): { ok: false; says: string } {
  return { ok: false, says };
}
