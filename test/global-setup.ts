import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createJobs } from "../src/jobs/queue.ts";
import { type DatabaseOptions, openDatabase } from "../src/store/database.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "./support/server-databases.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Data folder of a migrated embedded database, to be copied. */
    embeddedTemplate: string;
    /** Name of a migrated database on the server of TEST_DATABASE_URL, to be used as `template`. */
    serverTemplate: string | null;
  }
}

/** Once a run: creating a database takes seconds, copying one does not. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "locksmith-template-"));
  await prepare({ dataDir: folder });
  project.provide("embeddedTemplate", folder);
  const server = testDatabaseUrl();
  const created = server ? await createServerDatabase(server) : null;
  if (created) await prepare({ databaseUrl: created.url });
  project.provide("serverTemplate", created?.name ?? null);

  return async () => {
    rmSync(folder, { recursive: true });
    if (server && created) await dropServerDatabase(server, created.name);
  };
}

async function prepare(options: DatabaseOptions): Promise<void> {
  const database = await openDatabase(options);
  const jobs = createJobs(database);
  await jobs.start();
  await jobs.stop();
  await database.close();
}
