// Runs the embedded database in its own thread: WebAssembly blocks the thread it runs on.
// Plain JavaScript, because Node 20 loads no TypeScript in a worker, also not under tsx or vitest.
import { closeSync, constants, cpSync, fsyncSync, openAsBlob, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

// The default 160 MB of shared buffers is most of the process's memory, and more than one small team needs.
const SETTINGS = {
  shared_buffers: "8MB",
  wal_buffers: "1MB",
  max_connections: "20",
  maintenance_work_mem: "16MB",
};

// PGlite's own list starts with -F, which is `fsync = off`.
const startParams = PGlite.defaultStartParams
  .filter((param) => param !== "-F")
  .concat(Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]));

/** Emscripten's NODEFS has no fsync at all, so `fsync = on` alone would reach no disk. */
function makeSyncReachTheDisk(db) {
  db.Module.FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
    fsyncSync(stream.nfd);
    return 0;
  };
}

function syncFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() && !entry.isDirectory()) continue;
    const handle = openSync(join(entry.parentPath ?? entry.path, entry.name), "r");
    fsyncSync(handle);
    closeSync(handle);
  }
}

/** initdb needs five times the memory of a running database, which this thread gives back when it ends. */
async function create() {
  const db = await PGlite.create({ dataDir: workerData.folder, startParams });
  await db.close();
  syncFolder(workerData.folder);
}

/** Files that another thread wrote out: the database starts from them, which replays what was still in its log. */
async function load() {
  const db = await PGlite.create({
    dataDir: workerData.folder,
    startParams,
    loadDataDir: await openAsBlob(workerData.tar),
  });
  await db.close();
  syncFolder(workerData.folder);
}

/**
 * What the other thread asks beside statements. None runs meanwhile: the copy of a running database is what a crash at
 * this moment would leave, and the next start makes that whole.
 */
async function answer(db, { ask, to }) {
  try {
    if (ask === "copy") {
      await db.runExclusive(async () => copyFiles(to));
      parentPort.postMessage({ copied: to });
    } else {
      const file = await db.dumpDataDir("none");
      // A blob crosses threads without being copied, a file does not cross at all.
      parentPort.postMessage({ dumped: file.slice() });
    }
  } catch (error) {
    parentPort.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
}

function copyFiles(to) {
  cpSync(workerData.folder, to, {
    recursive: true,
    errorOnExist: true,
    force: false,
    mode: constants.COPYFILE_FICLONE,
  });
}

async function serve() {
  const db = await PGlite.create({ dataDir: workerData.folder, startParams });
  makeSyncReachTheDisk(db);
  const server = new PGLiteSocketServer({ db, path: workerData.socket });
  await server.start();
  parentPort.on("message", async (message) => {
    if (message !== "stop") return answer(db, message);
    await server.stop();
    await db.close();
    parentPort.postMessage("stopped");
    parentPort.close();
  });
  parentPort.postMessage("ready");
}

await { create, load, serve }[workerData.task]();
