import { randomBytes } from "node:crypto";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { createClock } from "../../sandbox/slack/clock.ts";
import { takeSnapshot } from "../../sandbox/slack/state/snapshot.ts";
import type { State } from "../../sandbox/slack/state/state.ts";
import { type Demo, startDemo } from "../../sandbox/start-demo.ts";
import { ANSWER_WITHIN_MS } from "../../src/slack/clients.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "./server-databases.ts";
import { SLOWER } from "./within.ts";

export type TestBot = Demo & {
  folder: string;
  /** How to open its database once the bot is stopped. */
  database: { databaseUrl: string | undefined; dataDir: string };
};

type Options = {
  mode?: "socket" | "http";
  env?: Record<string, string>;
  /** Another workspace than the usual one. */
  workspace?: State;
  /**
   * Slack's clock runs, `SLOWER` times as slow as the wall's, for tests about its three seconds. Otherwise it stands
   * still between calls of `bot.slack.clock.advance`. Either way nothing expires because the machine is busy.
   */
  whileTimeRuns?: boolean;
  /** How long the bot takes Slack, and a line to it, to answer; tests are patient unless that is their subject. */
  answerWithinMs?: number;
  /** Where the bot's log goes instead of standard output. */
  logTo?: { write(line: string): void };
};

const PATIENCE_MS = ANSWER_WITHIN_MS * SLOWER;

/** A run with a red entry fails; a test that provokes one says so before with `bot.slack.expectRed(/…/)`. */
function refuseRed({ slack }: Demo): void {
  const red = slack.redEntries().map(({ title, detail }) => `${title} ${JSON.stringify(detail ?? "").slice(0, 200)}`);
  const missing = slack.missingRed().map((title) => `nothing red came of ${title}`);
  if (red.length + missing.length > 0) {
    throw new Error(`The local workspace was strict about:\n  ${[...red, ...missing].slice(0, 10).join("\n  ")}`);
  }
}

/** The whole bot against the local workspace; on Postgres when TEST_DATABASE_URL is set, else embedded. */
export async function startTestBot({
  mode = "http",
  env = {},
  workspace,
  whileTimeRuns = false,
  answerWithinMs = PATIENCE_MS,
  logTo,
}: Options = {}): Promise<TestBot> {
  const folder = await mkdtemp(join(tmpdir(), "locksmith-bot-"));
  const server = testDatabaseUrl();
  const database = server ? await createServerDatabase(server, inject("serverTemplate") ?? undefined) : undefined;
  if (database === undefined) {
    cpSync(join(inject("embeddedTemplate"), "postgres"), join(folder, "database", "postgres"), { recursive: true });
  }
  // The demo goes on from the messages of its folder.
  if (workspace !== undefined) writeFileSync(join(folder, "workspace.json"), JSON.stringify(takeSnapshot(workspace)));
  const demo = await startDemo({
    folder,
    mode,
    clock: createClock(whileTimeRuns ? { rate: 1 / SLOWER } : { rate: 0 }),
    overrides: { answerWithinMs, ...(logTo === undefined ? {} : { logTo }) },
    env: {
      // As fast as anybody likes, since that clock lets no limit recover.
      MESSAGES_PER_SECOND: "99",
      ...(database === undefined
        ? {}
        : { DATABASE_URL: database.url, ENCRYPTION_KEY: randomBytes(32).toString("hex") }),
      ...env,
    },
  });
  return {
    ...demo,
    folder,
    database: { databaseUrl: database?.url, dataDir: join(folder, "database") },
    async stop() {
      await demo.stop();
      if (server && database) await dropServerDatabase(server, database.name);
      rmSync(folder, { recursive: true, force: true });
      refuseRed(demo);
    },
  };
}
