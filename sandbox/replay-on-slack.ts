import { WebClient } from "@slack/web-api";
import { readEnvFile } from "../src/env-file.ts";
import { refusedPayloads } from "../test/sandbox/slack/block-kit-cases.ts";
import { renderedSamples } from "../test/slack/views/samples.ts";
import { type Payload, replay, report } from "./replay.ts";
import { LOCAL_TOKENS } from "./tokens.ts";

const HELP = `npm run replay

Sends every message and view the bot renders to Slack's own blocks.validate, which posts nothing, and with them what the
local workspace refuses. The content is drawn from a fixed seed; nothing of yours is in it. Afterwards it says where
Slack and the local workspace disagree. Set the token of an app in any workspace:

  SLACK_BOT_TOKEN=xoxb-… npm run replay`;

readEnvFile();
const { SLACK_BOT_TOKEN: token = "", SLACK_API_URL: slackApiUrl = "" } = process.env;

/** The local workspace's token means something only to a local workspace. */
const isUsable = /^xox[a-z]-/.test(token) && (token !== LOCAL_TOKENS.botToken || slackApiUrl !== "");
if (!isUsable) {
  console.error(`SLACK_BOT_TOKEN is no token of a Slack workspace.\n\n${HELP}`);
  process.exit(2);
}

const rendered: Payload[] = renderedSamples().map((sample) =>
  "view" in sample ? sample : { name: sample.name, blocks: sample.message.blocks },
);
const client = new WebClient(token, {
  ...(slackApiUrl === "" ? {} : { slackApiUrl }),
  timeout: 10_000,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});

console.log(`Asking ${slackApiUrl || "https://slack.com/api/"} about ${rendered.length} messages and views …`);
try {
  const { lines, agree } = report(await replay(client, [...rendered, ...refusedPayloads()]));
  console.log(lines.join("\n"));
  if (!agree) {
    console.log("Correct sandbox/slack/block-kit where it is wrong, and the table in sandbox/README.md.");
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`Slack judged nothing: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
