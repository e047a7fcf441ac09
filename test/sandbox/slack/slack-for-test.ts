import { App, LogLevel } from "@slack/bolt";
import { onTestFinished } from "vitest";
import { createClock } from "../../../sandbox/slack/clock.ts";
import {
  createLocalSlack,
  type LocalSlack,
  type LocalSlackOptions,
} from "../../../sandbox/slack/create-local-slack.ts";

export const SIGNING_SECRET = "a-signing-secret-for-tests";
export const BOT_TOKEN = "test-bot-token";
export const APP_TOKEN = "test-app-token";

export const MANIFEST = {
  display_information: { name: "Test app" },
  features: {
    bot_user: { display_name: "Testbot" },
    app_home: { home_tab_enabled: true },
    slash_commands: [{ command: "/try", description: "Try something", usage_hint: "anything" }],
    shortcuts: [
      { name: "Read this", type: "message", callback_id: "read_message", description: "Reads a message" },
      { name: "Start", type: "global", callback_id: "start", description: "Starts" },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "groups:read",
      ],
    },
  },
  settings: { event_subscriptions: { bot_events: ["app_mention", "message.channels", "app_home_opened"] } },
} as const;

type Options = Partial<LocalSlackOptions>;

/** A workspace whose clock stands still; closed when the test is over. */
export async function aLocalSlack(options: Options = {}): Promise<LocalSlack> {
  const slack = await createLocalSlack({
    mode: "http",
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    manifest: MANIFEST,
    clock: createClock({ rate: 0 }),
    ...options,
  });
  onTestFinished(() => slack.close());
  return slack;
}

/** The official Bolt, untouched, connected to the workspace over its transport. */
export async function aBoltApp(slack: LocalSlack, mode: "http" | "socket", register: (app: App) => void): Promise<App> {
  const common = {
    token: BOT_TOKEN,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  };
  const app =
    mode === "socket"
      ? new App({ ...common, appToken: APP_TOKEN, socketMode: true })
      : new App({ ...common, signingSecret: SIGNING_SECRET });
  register(app);
  const server = await app.start(0);
  onTestFinished(async () => void (await app.stop()));
  if (mode === "http" && "address" in server) {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  }
  return app;
}
