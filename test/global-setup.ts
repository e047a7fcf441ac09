import type { TestProject } from "vitest/node";
import { prepareDatabase, prepareTemplateFolder } from "./support/embedded-template.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "./support/server-databases.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Data folder of a migrated embedded database, to be copied. */
    embeddedTemplate: string;
    /** Name of a migrated database on the server of TEST_DATABASE_URL, to be used as `template`. */
    serverTemplate: string | null;
  }
}

/** Creating a database takes seconds, copying one does not. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide("embeddedTemplate", await prepareTemplateFolder());
  const server = testDatabaseUrl();
  const created = server ? await createServerDatabase(server) : null;
  if (created) await prepareDatabase({ databaseUrl: created.url });
  project.provide("serverTemplate", created?.name ?? null);

  return async () => {
    if (server && created) await dropServerDatabase(server, created.name);
  };
}
