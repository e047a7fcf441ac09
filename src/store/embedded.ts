import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { Pool } from "pg";
import { ConfigError, StoreUnavailableError } from "../app/errors.ts";
import { lockFolder } from "./folder-lock.ts";
import type { Log } from "./log.ts";
import { openSocketsFolder } from "./sockets-folder.ts";

export type Embedded = {
  pool: Pool;
  socketsFolder: string;
  /** False once somebody took the lock's socket away: another process could open the folder. */
  isLocked(): boolean;
  close(): Promise<void>;
};

type Options = { dataDir: string; lookOnly: boolean; log: Log; onDead: (why: string) => void };

const STOP_TIMEOUT_MS = 10_000;

/** Opens (and on the first start creates) the database of a data folder in a worker thread. */
export async function openEmbedded({ dataDir, lookOnly, log, onDead }: Options): Promise<Embedded> {
  const folder = resolve(dataDir);
  const found = lookOnly ? findFiles(folder) : undefined;
  if (found === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
  const socketsFolder = openSocketsFolder(folder);
  const lock = await lockFolder(socketsFolder, folder);
  try {
    const files = found ?? (await prepareFiles(folder, log));
    // `pg` looks for this name when `host` is a folder.
    const socket = join(socketsFolder, ".s.PGSQL.5432");
    rmSync(socket, { force: true });
    const worker = await startWorker(files, socket, onDead);
    const pool = createPool(socketsFolder);
    return {
      pool,
      socketsFolder,
      isLocked: lock.isHeld,
      async close() {
        await stopWorker(worker, log);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** One connection: the socket server mixes up the statements of several. */
function createPool(host: string): Pool {
  return new Pool({
    host,
    port: 5432,
    user: "postgres",
    database: "postgres",
    max: 1,
    // All wait in one line for the one connection: this is how long the line may get, not an outage. Where a person
    // waits there is a shorter limit, and a database that is gone is noticed by itself.
    connectionTimeoutMillis: 15_000,
  });
}

/** What another user opens gets files that the bot cannot read. */
function findFiles(dataDir: string): string {
  const files = join(dataDir, "postgres");
  const owner = statSync(files, { throwIfNoEntry: false })?.uid;
  if (owner === undefined) {
    throw new ConfigError([`There is no database in ${dataDir} yet. The first start of the bot creates it.`]);
  }
  if (owner !== process.getuid?.()) {
    throw new ConfigError([`The database in ${dataDir} belongs to another user. Run this as the user of the bot.`]);
  }
  return files;
}

/** A creation that was killed half-way leaves only a folder that the next start removes. */
async function prepareFiles(dataDir: string, log: Log): Promise<string> {
  const files = join(dataDir, "postgres");
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith("postgres.new-")) rmSync(join(dataDir, name), { recursive: true });
  }
  if (existsSync(files)) return files;
  log.info({ dataDir }, "creating the embedded database; this takes a few seconds, once");
  const draft = join(dataDir, `postgres.new-${randomUUID().slice(0, 8)}`);
  const worker = createWorker({ task: "create", folder: draft });
  await new Promise<void>((done, fail) => {
    worker.once("error", fail);
    worker.once("exit", (code) => (code === 0 ? done() : fail(new Error(`The database's worker ended with ${code}.`))));
  });
  renameSync(draft, files);
  return files;
}

function createWorker(workerData: { task: "create" | "serve"; folder: string; socket?: string }): Worker {
  return new Worker(new URL("./pglite.worker.mjs", import.meta.url), { workerData });
}

function startWorker(folder: string, socket: string, onDead: (why: string) => void): Promise<Worker> {
  const worker = createWorker({ task: "serve", folder, socket });
  return new Promise((done, fail) => {
    worker.once("error", (error) => {
      fail(new StoreUnavailableError("The embedded database did not start.", { cause: error }));
      onDead(error instanceof Error ? error.message : "the worker thread failed");
    });
    worker.once("message", () => done(worker));
    worker.once("exit", (code) => {
      fail(new StoreUnavailableError("The embedded database ended while it started."));
      if (code !== 0) onDead(`the worker thread ended with ${code}`);
    });
  });
}

async function stopWorker(worker: Worker, log: Log): Promise<void> {
  const stopped = new Promise<void>((done) => worker.once("exit", () => done()));
  worker.postMessage("stop");
  const timer = setTimeout(() => {
    log.error({}, "the embedded database did not stop in time and was ended; it recovers at the next start");
    void worker.terminate();
  }, STOP_TIMEOUT_MS);
  await stopped;
  clearTimeout(timer);
}
