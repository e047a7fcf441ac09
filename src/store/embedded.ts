import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { Pool } from "pg";
import { ConfigError, StoreUnavailableError } from "../app/errors.ts";
import { assertNoRestoreUnfinished, draftIn, removeDrafts } from "./data-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import type { Log } from "./log.ts";
import { openSocketsFolder } from "./sockets-folder.ts";

export type Embedded = {
  pool: Pool;
  socketsFolder: string;
  /** False once somebody took the lock's socket away: another process could open the folder. */
  isLocked(): boolean;
  files: Files;
  close(): Promise<void>;
};

/** The files of a running database; no statement runs meanwhile, so ask while you hold the one connection. */
export type Files = {
  /** As a crash at this moment would leave them, in a folder that is not there yet. */
  copyTo(folder: string): Promise<void>;
  /** All of them as one tar. */
  dump(): Promise<Blob>;
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
  assertNoRestoreUnfinished(folder);
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
      files: createFiles(worker),
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
  removeDrafts(dataDir);
  if (existsSync(files)) return files;
  log.info({ dataDir }, "creating the embedded database; this takes a few seconds, once");
  const draft = draftIn(dataDir);
  await runToEnd(createWorker({ task: "create", folder: draft }));
  renameSync(draft, files);
  return files;
}

/** The database of a tar that `dump` made, in a folder that is not there yet; it was opened once. */
export function loadFiles(tar: string, folder: string): Promise<void> {
  return runToEnd(createWorker({ task: "load", folder, tar }));
}

/** Bigger work than running a database: a worker of its own gives back the memory. */
function runToEnd(worker: Worker): Promise<void> {
  return new Promise((done, fail) => {
    worker.once("error", fail);
    worker.once("exit", (code) => (code === 0 ? done() : fail(new Error(`The database's worker ended with ${code}.`))));
  });
}

type Task =
  | { task: "create"; folder: string }
  | { task: "load"; folder: string; tar: string }
  | { task: "serve"; folder: string; socket: string };

function createWorker(workerData: Task): Worker {
  return new Worker(new URL("./pglite.worker.mjs", import.meta.url), { workerData });
}

type Answer = { copied?: string; dumped?: Blob; failed?: string };

function createFiles(worker: Worker): Files {
  function ask(question: { ask: "copy"; to: string } | { ask: "dump" }): Promise<Answer> {
    return new Promise((done, fail) => {
      const ended = () => fail(new StoreUnavailableError("The embedded database ended meanwhile."));
      worker.once("exit", ended);
      worker.once("message", (answer: Answer) => {
        worker.off("exit", ended);
        if (answer.failed === undefined) done(answer);
        else fail(new Error(answer.failed));
      });
      worker.postMessage(question);
    });
  }

  return {
    async copyTo(folder) {
      await ask({ ask: "copy", to: folder });
    },
    async dump() {
      const { dumped } = await ask({ ask: "dump" });
      if (dumped === undefined) throw new Error("The embedded database gave no dump.");
      return dumped;
    },
  };
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
