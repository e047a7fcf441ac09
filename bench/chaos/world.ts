import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { createFakeGraph } from "../../sandbox/graph/server.ts";
import { createClock } from "../../sandbox/slack/clock.ts";
import { createLocalSlack, type LocalSlack } from "../../sandbox/slack/create-local-slack.ts";
import { LOCAL_TOKENS } from "../../sandbox/tokens.ts";
import { crowdedWorkspace } from "../../test/e2e/support/crowd.ts";
import { prepareTemplateFolder } from "../../test/support/embedded-template.ts";
import { createServerDatabase, dropServerDatabase, testDatabaseUrl } from "../../test/support/server-databases.ts";
import { createBalancer } from "./balancer.ts";
import { type BotProcess, startBotProcess } from "./bot-process.ts";
import { buildBot } from "./build-bot.ts";
import { createSlackGate, type SlackGate } from "./slack-gate.ts";

export type DatabaseKind = "embedded" | "server";
export type WorldOptions = {
  database: DatabaseKind;
  mode?: "http" | "socket";
  people: number;
  /** How many times as slow as the wall's Slack's clock runs. */
  slower: number;
};

/** Slack, its people and the database; bots come and go. */
export type World = {
  slack: LocalSlack;
  gate: SlackGate;
  people: readonly { name: string; id: string }[];
  teamId: string;
  /** The settings of each bot, by name. */
  env: Readonly<Record<string, string>>;
  /** Where the logs of the bots are. */
  folder: string;
  startBot(): BotProcess;
  /** The logs stay where they are when something is to be looked for in them. */
  close(options: { keepsLogs: boolean }): Promise<void>;
};

const ROOT = resolve(import.meta.dirname, "../..");
const GRAPH_TOKEN = "local-graph-token";

export async function createWorld({ database, mode = "http", people: size, slower }: WorldOptions): Promise<World> {
  const program = buildBot();
  const folder = mkdtempSync(join(tmpdir(), "locksmith-chaos-"));
  const { workspace, people } = crowdedWorkspace(size);
  const graph = await createFakeGraph({ token: GRAPH_TOKEN });
  const balancer = await createBalancer();
  const slack = await createLocalSlack({
    ...LOCAL_TOKENS,
    mode,
    workspace,
    requestUrl: `http://127.0.0.1:${balancer.port}/slack/events`,
    clock: createClock({ rate: 1 / slower }),
    manifest: parse(readFileSync(join(ROOT, "manifest.yml"), "utf8")),
  });
  const gate = await createSlackGate(slack.url);
  const dataDir = join(folder, "data");
  const stored = database === "server" ? await prepareOnServer() : await prepareEmbedded(dataDir);
  const env = {
    SLACK_BOT_TOKEN: LOCAL_TOKENS.botToken,
    SLACK_SIGNING_SECRET: LOCAL_TOKENS.signingSecret,
    ...(mode === "socket" ? { SLACK_APP_TOKEN: LOCAL_TOKENS.appToken } : {}),
    SLACK_API_URL: gate.apiUrl,
    SUPPORT_CHANNEL: "#waba-support",
    META_ACCESS_TOKEN: GRAPH_TOKEN,
    META_WABA_IDS: graph.accountIds.join(","),
    GRAPH_API_URL: graph.url,
    // What is lost or there twice is the subject; at Slack's pace a storm would take hours.
    MESSAGES_PER_SECOND: "99",
    DATA_DIR: dataDir,
    ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    ...stored.env,
  };
  const bots = new Set<BotProcess>();

  function startBot(): BotProcess {
    const bot = startBotProcess({ program, folder, env });
    bots.add(bot);
    void bot.ready.then((port) => {
      if (port === undefined || !bot.isRunning()) return;
      balancer.add(port);
      void bot.ended.then(() => balancer.remove(port));
    });
    void bot.ended.then(() => bots.delete(bot));
    return bot;
  }

  return {
    slack,
    gate,
    people: people.map((name) => ({ name, id: workspace.users.find((user) => user.name === name)?.id ?? "" })),
    teamId: workspace.team.id,
    env,
    folder,
    startBot,
    async close({ keepsLogs }) {
      for (const bot of bots) bot.kill();
      await Promise.all([...bots].map(({ ended }) => ended));
      await slack.close();
      await gate.close();
      await balancer.close();
      await graph.close();
      await stored.remove();
      rmSync(keepsLogs ? dataDir : folder, { recursive: true, force: true });
    },
  };
}

type Stored = { env: Readonly<Record<string, string>>; remove(): Promise<void> };

async function prepareEmbedded(dataDir: string): Promise<Stored> {
  mkdirSync(dataDir, { mode: 0o700 });
  cpSync(join(await prepareTemplateFolder(), "postgres"), join(dataDir, "postgres"), { recursive: true });
  return { env: {}, remove: async () => {} };
}

async function prepareOnServer(): Promise<Stored> {
  const server = testDatabaseUrl();
  if (server === undefined) throw new Error("Set TEST_DATABASE_URL to a Postgres 15 or later; this runs on a server.");
  const { name, url } = await createServerDatabase(server);
  return { env: { DATABASE_URL: url }, remove: () => dropServerDatabase(server, name) };
}
