import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createJobs } from "../../src/jobs/queue.ts";
import { type DatabaseOptions, openDatabase } from "../../src/store/database.ts";

const CACHE = "node_modules/.cache/locksmith";
/** What the finished database depends on. */
const SOURCES = ["package-lock.json", "src/jobs/queue.ts", "src/jobs/names.ts", "src/store/pglite.worker.mjs"];
const MIGRATIONS = "src/store/migrations";

/** A migrated data folder, made once for each state of the migrations and kept between runs. */
export async function prepareTemplateFolder(): Promise<string> {
  const folder = join(CACHE, `embedded-${fingerprint()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const draft = join(CACHE, `draft-${randomUUID()}`);
  await prepareDatabase({ dataDir: draft });
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another run was faster; its folder is as good.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

export async function prepareDatabase(options: DatabaseOptions): Promise<void> {
  const database = await openDatabase(options);
  const jobs = createJobs(database);
  await jobs.start();
  await jobs.stop();
  await database.close();
  if (database.socketsFolder) rmSync(database.socketsFolder, { recursive: true });
}

function fingerprint(): string {
  const files = [...SOURCES, ...readdirSync(MIGRATIONS).map((name) => join(MIGRATIONS, name))].sort();
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
