import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { parse } from "yaml";
import { createFakeGraph } from "../../../sandbox/graph/server.ts";
import { createClock } from "../../../sandbox/slack/clock.ts";
import { createLocalSlack } from "../../../sandbox/slack/create-local-slack.ts";
import { LOCAL_TOKENS } from "../../../sandbox/tokens.ts";
import type { TestBot } from "../../support/bot.ts";
import { type Program, startProgram } from "../../support/program.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../../support/server-databases.ts";

export type Transport = "socket" | "http";
type Extra = { env?: Record<string, string>; preload?: readonly string[] };

/** Slack, Graph and a database for bots in processes of their own; Slack's clock stands still. */
export async function startSurroundings(mode: Transport, { isEmpty = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "locksmith-program-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const graph = await createFakeGraph({ token: "local-graph-token" });
  onTestFinished(() => graph.close());
  const manifest = parse(readFileSync(join(import.meta.dirname, "..", "..", "..", "manifest.yml"), "utf8"));
  const slack = await createLocalSlack({ ...LOCAL_TOKENS, mode, manifest, clock: createClock({ rate: 0 }) });
  onTestFinished(() => slack.close());
  const env = {
    SLACK_BOT_TOKEN: LOCAL_TOKENS.botToken,
    ...(mode === "socket" ? { SLACK_APP_TOKEN: LOCAL_TOKENS.appToken } : {}),
    SLACK_SIGNING_SECRET: LOCAL_TOKENS.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SUPPORT_CHANNEL: "#waba-support",
    META_ACCESS_TOKEN: "local-graph-token",
    META_WABA_IDS: graph.accountIds.join(","),
    GRAPH_API_URL: graph.url,
    ...(await prepareDatabase(folder, isEmpty)),
  };

  /** A bot that was not waited for. */
  const launch = ({ env: more = {}, preload = [] }: Extra = {}): Program =>
    startProgram({ folder, env: { ...env, ...more }, preload });

  /** A bot that takes work; over HTTP Slack sends it there. */
  async function start(extra: Extra = {}): Promise<Program & { url: string }> {
    const program = launch(extra);
    const url = `http://127.0.0.1:${await program.ready()}`;
    if (mode === "http") slack.setRequestUrl(`${url}/slack/events`);
    return { ...program, url };
  }

  // The helpers of walks through Slack use nothing else of a bot.
  return { slack, graph, launch, start, asBot: { slack, graph } as unknown as TestBot };
}

async function prepareDatabase(folder: string, isEmpty: boolean): Promise<Record<string, string>> {
  const server = testDatabaseUrl();
  if (server === undefined) {
    mkdirSync(join(folder, "data"));
    cpSync(join(inject("embeddedTemplate"), "postgres"), join(folder, "data", "postgres"), { recursive: true });
    return {};
  }
  const template = isEmpty ? undefined : (inject("serverTemplate") ?? undefined);
  const { name, url } = await createServerDatabase(server, template);
  onTestFinished(() => dropServerDatabase(server, name));
  return { DATABASE_URL: url, ENCRYPTION_KEY: randomBytes(32).toString("hex") };
}
