import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import { Pool } from "pg";
import { asStoreError } from "./database-error.ts";
import { type Embedded, type Files, openEmbedded } from "./embedded.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { watchLiveness } from "./liveness.ts";
import { type Log, SILENT } from "./log.ts";
import { migrate } from "./migrate.ts";
import type { Schema } from "./schema.ts";

export type Database = {
  kind: "embedded" | "server";
  /** Everybody's way to a connection; refuses inside a transaction. */
  pool: Gateway;
  db: Kysely<Schema>;
  /** Private folder for local sockets, where the database is embedded. */
  socketsFolder: string | null;
  /** Where the database is embedded: its files, taken between two transactions. */
  files: Files | null;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  /** Nothing is created and no migration runs; the schema may be older or newer than this program. */
  lookOnly?: boolean;
  log?: Log;
  /** The embedded database does not answer any more: only a new process helps. */
  onDead?: (why: string) => void;
};

/** Opens the database and brings its schema up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir = ".data", lookOnly = false, log = SILENT, onDead = () => undefined } = options;
  return databaseUrl ? openOnServer(databaseUrl, { lookOnly, log }) : openInFolder({ dataDir, lookOnly, log, onDead });
}

type OnServer = { lookOnly: boolean; log: Log };
type InFolder = OnServer & { dataDir: string; onDead: (why: string) => void };

async function openOnServer(connectionString: string, { lookOnly, log }: OnServer): Promise<Database> {
  // The migration waits for other replicas and may rewrite a table, so it gets a connection without time limits.
  await withPool(new Pool({ connectionString, max: 1, connectionTimeoutMillis: 10_000 }), log, async (gateway) => {
    await assertVersion(gateway);
    if (!lookOnly) await migrate(createKysely(gateway), log);
  });
  const pool = new Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    // A process that stands still in the middle of a transaction keeps others from what it holds for no longer than this.
    idle_in_transaction_session_timeout: 6_000,
    application_name: "locksmith",
    // With millions of messages the planner's guesses are high enough for it to compile what takes a millisecond to run.
    options: "-c jit=off",
  });
  pool.on("error", (error) => log.warn({ err: error.message }, "an idle database connection was closed"));
  const gateway = createGateway(pool);
  const close = once(() => gateway.end());
  return { kind: "server", pool: gateway, db: createKysely(gateway), socketsFolder: null, files: null, close };
}

async function openInFolder({ dataDir, lookOnly, log, onDead }: InFolder): Promise<Database> {
  let closing = false;
  let isBusy = false;
  function die(why: string): void {
    if (closing) return;
    log.error({ why }, "the embedded database died");
    onDead(why);
  }
  const embedded: Embedded = await openEmbedded({ dataDir, lookOnly, log, onDead: die });
  embedded.pool.on("error", (error) => log.warn({ err: error.message }, "the database connection was closed"));
  const gateway = createGateway(embedded.pool);
  const db = createKysely(gateway);
  let stopWatching = () => {};
  const close = once(async () => {
    closing = true;
    stopWatching();
    await gateway.end();
    await embedded.close();
  });
  try {
    if (!lookOnly) await migrate(db, log);
  } catch (error) {
    await close();
    throw error;
  }
  const { isLocked, socketsFolder } = embedded;
  stopWatching = watchLiveness({ gateway, isLocked, isBusy: () => isBusy, log, onDead: die }).stop;

  /** With the one connection in hand no transaction is open; the watch must not take the wait for the database's end. */
  async function between<T>(work: () => Promise<T>): Promise<T> {
    const connection = await gateway.connect();
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
      connection.release();
    }
  }

  const files: Files = {
    copyTo: (folder) => between(() => embedded.files.copyTo(folder)),
    dump: () => between(() => embedded.files.dump()),
  };
  return { kind: "embedded", pool: gateway, db, socketsFolder, files, close };
}

/** Closing again waits for the same end. */
function once(work: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => {
    ended ??= work();
    return ended;
  };
}

function createKysely(pool: Gateway): Kysely<Schema> {
  // Kysely's type also wants cursors, which nothing here uses.
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
}

async function withPool(pool: Pool, log: Log, work: (gateway: Gateway) => Promise<void>): Promise<void> {
  pool.on("error", (error) => log.warn({ err: error.message }, "a database connection was closed"));
  try {
    await work(createGateway(pool));
  } catch (error) {
    asStoreError(error);
  } finally {
    await pool.end();
  }
}

async function assertVersion(gateway: Gateway): Promise<void> {
  const { rows } = await gateway.query("show server_version_num");
  const version = Number(rows[0]?.server_version_num);
  if (version < 150_000) {
    throw new Error(`Postgres 15 or later is needed; this server is ${Math.floor(version / 10_000)}. Update it first.`);
  }
}
