import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseOptions } from "../../src/store/database.ts";
import { prepareTemplateFolder } from "../../test/support/embedded-template.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../../test/support/server-databases.ts";

export const DATABASES = ["embedded", "server"] as const;
export type DatabaseKind = (typeof DATABASES)[number];

export type Prepared = { options: DatabaseOptions; remove(): Promise<void> };

/** A database of its own: a copy of a new data folder, or a new one on the server of TEST_DATABASE_URL. */
export async function prepareDatabase(kind: DatabaseKind): Promise<Prepared> {
  if (kind === "server") return prepareOnServer();
  const dataDir = mkdtempSync(join(tmpdir(), "locksmith-bench-"));
  cpSync(join(await prepareTemplateFolder(), "postgres"), join(dataDir, "postgres"), { recursive: true });
  return { options: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function prepareOnServer(): Promise<Prepared> {
  const server = testDatabaseUrl();
  if (server === undefined) throw new Error("Set TEST_DATABASE_URL to the superuser URL of a Postgres 15 or later.");
  const { name, url } = await createServerDatabase(server);
  return { options: { databaseUrl: url }, remove: () => dropServerDatabase(server, name) };
}
