import { type Kysely, Migrator } from "kysely";
import type { Log } from "./log.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import type { Schema } from "./schema.ts";

/** Runs what is missing, forward only. Kysely holds an advisory lock meanwhile, so replicas may start together. */
export async function migrate(db: Kysely<Schema>, log: Log): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results = [] } = await migrator.migrateToLatest();
  for (const { migrationName, status } of results) {
    if (status === "Success") log.info({ migration: migrationName }, "migrated the database");
  }
  if (!error) return;
  const failed = results.find(({ status }) => status === "Error");
  const message = error instanceof Error ? error.message : String(error);
  if (/corrupted migrations/.test(message)) {
    throw new Error("The database was migrated by a newer Locksmith. Start that version, or restore an older backup.", {
      cause: error,
    });
  }
  throw new Error(
    `The database could not be migrated (${failed?.migrationName ?? "before the first step"}): ${message}`,
    {
      cause: error,
    },
  );
}
