import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { createLocalSlack, type LocalSlack } from "./slack/create-local-slack.ts";
import { LOCAL_TOKENS } from "./tokens.ts";

type Options = {
  port?: number;
  mode?: "socket" | "http";
  /** Where the bot listens in HTTP mode, `http://127.0.0.1:3000/slack/events`. */
  requestUrl?: string | undefined;
  /** The app's manifest, YAML or JSON. */
  manifest?: string;
};

export type Workspace = {
  slack: LocalSlack;
  /** What a bot has to be given to connect, by name. */
  env: Readonly<Record<string, string>>;
};

const ROOT = join(import.meta.dirname, "..");

/** The local workspace alone: for a bot that somebody runs beside it. */
export async function startWorkspace({
  port = 0,
  mode = "socket",
  requestUrl,
  manifest = join(ROOT, "manifest.yml"),
}: Options = {}): Promise<Workspace> {
  const slack = await createLocalSlack({
    ...LOCAL_TOKENS,
    port,
    mode,
    ...(requestUrl === undefined ? {} : { requestUrl }),
    manifest: parse(readFileSync(manifest, "utf8")),
    pageFolder: join(import.meta.dirname, "page"),
  });
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: LOCAL_TOKENS.botToken,
    ...(mode === "socket" ? { SLACK_APP_TOKEN: LOCAL_TOKENS.appToken } : {}),
    SLACK_SIGNING_SECRET: LOCAL_TOKENS.signingSecret,
    SUPPORT_CHANNEL: "#waba-support",
  };
  return { slack, env };
}
