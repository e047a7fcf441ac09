import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Bot, startBot } from "../src/compose.ts";
import { loadConfig } from "../src/config.ts";
import { createFakeGraph, type FakeGraph } from "./graph/server.ts";
import { createLocalSlack, type LocalSlack } from "./slack/create-local-slack.ts";
import { LOCAL_TOKENS } from "./tokens.ts";

type Options = {
  /** Keeps the database and the messages. */
  folder: string;
  port?: number;
  mode?: "socket" | "http";
  reset?: boolean;
  /** Further settings of the bot, by name. */
  env?: Readonly<Record<string, string>>;
};

export type Demo = {
  url: string;
  slack: LocalSlack;
  graph: FakeGraph;
  bot: Bot;
  /** The bot alone goes away, as in an outage; the workspace and its people stay. */
  stopBot(): Promise<void>;
  startBotAgain(): Promise<void>;
  stop(): Promise<void>;
};

const GRAPH_TOKEN = "local-graph-token";
const KEEP_EVERY_MS = 2_000;
const ROOT = join(import.meta.dirname, "..");

/** The real bot, unchanged, against a local Slack and a fake Graph API, all on 127.0.0.1. */
export async function startDemo({
  folder,
  port = 0,
  mode = "socket",
  reset = false,
  env = {},
}: Options): Promise<Demo> {
  if (reset) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const graph = await createFakeGraph({ token: GRAPH_TOKEN });
  const slack = await createLocalSlack({
    ...LOCAL_TOKENS,
    port,
    mode,
    manifest: parse(readFileSync(join(ROOT, "manifest.yml"), "utf8")),
    pageFolder: join(import.meta.dirname, "page"),
    extraPanels: [
      {
        title: "Scenario numbers",
        rows: graph.scenarios.map(({ number, title, youSee, paste }) => ({
          label: `${number} · ${title}`,
          text: youSee,
          insert: paste === null ? `/waba status ${number}` : `/waba status ${number}\n\n@Locksmith ${paste}`,
        })),
      },
    ],
  });
  const messages = join(folder, "workspace.json");
  restore(slack, messages);
  // A demo that is killed must not forget messages whose tickets the database remembers.
  const keeper = setInterval(() => save(slack, messages), KEEP_EVERY_MS);

  const { config, secrets } = loadConfig({
    SLACK_BOT_TOKEN: LOCAL_TOKENS.botToken,
    ...(mode === "socket" ? { SLACK_APP_TOKEN: LOCAL_TOKENS.appToken } : {}),
    SLACK_SIGNING_SECRET: LOCAL_TOKENS.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SUPPORT_CHANNEL: "#waba-support",
    META_ACCESS_TOKEN: GRAPH_TOKEN,
    META_WABA_IDS: graph.accountIds.join(","),
    GRAPH_API_URL: graph.url,
    DATA_DIR: join(folder, "database"),
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "warn",
    ...env,
  });
  let bot = await wake();
  return {
    url: slack.url,
    slack,
    graph,
    bot,
    stopBot: () => bot.stop(),
    async startBotAgain() {
      bot = await wake();
    },
    async stop() {
      await bot.stop();
      clearInterval(keeper);
      save(slack, messages);
      await slack.close();
      await graph.close();
    },
  };

  async function wake(): Promise<Bot> {
    const started = await startBot(config, secrets);
    if (mode === "http") slack.setRequestUrl(`http://127.0.0.1:${started.port}/slack/events`);
    await started.ready;
    // As Slack does when the URL is saved; a mistake is a red entry.
    if (mode === "http") await slack.verifyRequestUrl();
    return started;
  }
}

function save(slack: LocalSlack, file: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify(slack.snapshot()));
  renameSync(draft, file);
}

function restore(slack: LocalSlack, file: string): void {
  let saved: string;
  try {
    saved = readFileSync(file, "utf8");
  } catch {
    return;
  }
  slack.restore(JSON.parse(saved) as object);
}
