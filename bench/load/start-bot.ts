import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../../test/support/server-databases.ts";
import { buildBot } from "../chaos/build-bot.ts";
import type { DatabaseKind } from "./prepare-database.ts";
import { type Running, startProcess } from "./process.ts";

/** A place for one bot: its folder and its database. Several starts in it are first, second … */
export type Home = {
  folder: string;
  start(nodeOptions?: readonly string[], more?: { ipc: boolean }): Promise<Running>;
  remove(): Promise<void>;
};

/** The built program, as an operator starts it, on a database that no bot has seen. */
export async function createHome(kind: DatabaseKind, slackEnv: Readonly<Record<string, string>>): Promise<Home> {
  const program = buildBot();
  const folder = mkdtempSync(join(tmpdir(), `locksmith-bench-${kind}-`));
  const stored = kind === "server" ? await onServer() : { env: {}, remove: async () => {} };
  const key = randomBytes(32).toString("hex");
  const env = { ...slackEnv, ...stored.env, DATA_DIR: join(folder, "data"), ENCRYPTION_KEY: key };
  return {
    folder,
    start: (nodeOptions = [], { ipc } = { ipc: false }) =>
      startProcess({ command: [...nodeOptions, program], folder, env, path: "/readyz", ipc }),
    async remove() {
      await stored.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onServer() {
  const server = testDatabaseUrl();
  if (server === undefined) throw new Error("Set TEST_DATABASE_URL to the superuser URL of a Postgres 15 or later.");
  const { name, url } = await createServerDatabase(server);
  return { env: { DATABASE_URL: url }, remove: () => dropServerDatabase(server, name) };
}
