import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Bot, type Overrides, startBot } from "../src/compose.ts";
import { loadConfig } from "../src/config.ts";
import { followStories } from "./follow-stories.ts";
import { createGraphControl } from "./graph/control.ts";
import { createFakeGraph, type FakeGraph } from "./graph/server.ts";
import { readJson, writeJson } from "./json-file.ts";
import { GRAPH_CONTROL, graphPanels } from "./panels.ts";
import type { Clock } from "./slack/clock.ts";
import { createLocalSlack, type LocalSlack } from "./slack/create-local-slack.ts";
import { LOCAL_TOKENS } from "./tokens.ts";

type Options = {
  /** Keeps the database and the messages. */
  folder: string;
  port?: number;
  mode?: "socket" | "http";
  reset?: boolean;
  /** Push what the providers tell to the bot's `/webhooks/…` whenever a number changes. */
  webhooks?: boolean;
  /** Further settings of the bot, by name. */
  env?: Readonly<Record<string, string>>;
  /** Called when the page is there; the bot follows some seconds later. */
  onPage?: (url: string) => void;
  /** The workspace's own clock; the wall's without one. */
  clock?: Clock;
  /** How patient the bot is with Slack, where that clock stands still. */
  overrides?: Overrides;
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
/** What the providers sign with and the bot verifies with; worth nothing outside this computer. */
const WEBHOOKS = {
  appSecret: "local-meta-app-secret",
  verifyToken: "local-verify-token",
  signatureSecret: "local-vonage-signature-secret",
};
const KEEP_EVERY_MS = 2_000;
const ROOT = join(import.meta.dirname, "..");

/** The real bot, unchanged, against a local Slack and a fake Graph API, all on 127.0.0.1. */
export async function startDemo({
  folder,
  port = 0,
  mode = "socket",
  reset = false,
  webhooks = false,
  env = {},
  onPage,
  clock,
  overrides = {},
}: Options): Promise<Demo> {
  if (reset) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const graph = await createFakeGraph({ token: GRAPH_TOKEN });
  const slack = await createLocalSlack({
    ...LOCAL_TOKENS,
    ...(clock === undefined ? {} : { clock }),
    port,
    mode,
    manifest: parse(readFileSync(join(ROOT, "manifest.yml"), "utf8")),
    pageFolder: join(import.meta.dirname, "page"),
    extraPanels: () => graphPanels(graph),
    extraRoutes: [createGraphControl(graph, GRAPH_CONTROL)],
  });
  onPage?.(slack.url);
  const messages = join(folder, "workspace.json");
  restore(slack, messages);
  followStories(graph, slack, join(folder, "stories.json"));
  // A demo that is killed must not forget messages whose tickets the database remembers.
  const keeper = setInterval(() => save(slack, messages), KEEP_EVERY_MS);

  const { config, secrets } = loadConfig({
    SLACK_BOT_TOKEN: LOCAL_TOKENS.botToken,
    ...(mode === "socket" ? { SLACK_APP_TOKEN: LOCAL_TOKENS.appToken } : {}),
    SLACK_SIGNING_SECRET: LOCAL_TOKENS.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SUPPORT_CHANNEL: "#waba-support",
    META_ACCESS_TOKEN: GRAPH_TOKEN,
    META_APP_SECRET: WEBHOOKS.appSecret,
    META_VERIFY_TOKEN: WEBHOOKS.verifyToken,
    VONAGE_SIGNATURE_SECRET: WEBHOOKS.signatureSecret,
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
    const started = await startBot(config, secrets, overrides);
    const listening = `http://127.0.0.1:${started.port}/webhooks`;
    if (webhooks) {
      graph.outbox.aim({
        meta: { url: `${listening}/meta`, secret: WEBHOOKS.appSecret, verifyToken: WEBHOOKS.verifyToken },
        vonage: { url: `${listening}/vonage`, secret: WEBHOOKS.signatureSecret },
      });
    }
    if (mode === "http") slack.setRequestUrl(`http://127.0.0.1:${started.port}/slack/events`);
    await started.ready;
    // As Slack does when the URL is saved; a mistake is a red entry.
    if (mode === "http") await slack.verifyRequestUrl();
    return started;
  }
}

function save(slack: LocalSlack, file: string): void {
  writeJson(file, slack.snapshot());
}

function restore(slack: LocalSlack, file: string): void {
  const saved = readJson(file);
  if (saved) slack.restore(saved);
}
