import { cpSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type Database, type DatabaseOptions, openDatabase } from "../../src/store/database.ts";
import { type Opened, openStore, type StoreChoices } from "./open-store.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "./server-databases.ts";

export type Kind = Database["kind"];

/** A store of a workspace of its own, on a database that the tests of one `describe` share. */
export type Open = (choices?: StoreChoices) => Promise<Opened>;

/** A data folder with a migrated database in it. */
export async function copyEmbeddedTemplate(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "locksmith-test-"));
  cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
  return dataDir;
}

/**
 * The same suite on the embedded database, and on Postgres when TEST_DATABASE_URL is set. A second run of the same
 * tests in CI sets TEST_ONLY_SERVER, because the embedded half has just passed.
 */
export function describeOnEachDatabase(name: string, suite: (open: Open, kind: Kind) => void): void {
  const server = testDatabaseUrl();
  if (!server || process.env.TEST_ONLY_SERVER !== "1") {
    describe(`${name} (embedded database)`, () => {
      runSuite(suite, "embedded", prepareEmbedded);
    });
  }
  if (!server) return;
  describe(`${name} (Postgres server)`, () => {
    runSuite(suite, "server", () => prepareOnServer(server));
  });
}

type Prepared = { options: DatabaseOptions; remove(): Promise<void> };

async function prepareEmbedded(): Promise<Prepared> {
  const dataDir = await copyEmbeddedTemplate();
  return { options: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function prepareOnServer(server: string): Promise<Prepared> {
  const { name, url } = await createServerDatabase(server, inject("serverTemplate") ?? undefined);
  return { options: { databaseUrl: url }, remove: () => dropServerDatabase(server, name) };
}

function runSuite(suite: (open: Open, kind: Kind) => void, kind: Kind, prepare: () => Promise<Prepared>): void {
  let prepared: Prepared;
  let database: Database;

  beforeAll(async () => {
    prepared = await prepare();
    database = await openDatabase(prepared.options);
  });

  afterAll(async () => {
    await database?.close();
    if (database?.socketsFolder) rmSync(database.socketsFolder, { recursive: true });
    await prepared?.remove();
  });

  suite((choices) => openStore(database, prepared.options, choices), kind);
}
