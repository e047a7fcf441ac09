import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { expect, onTestFinished, test } from "vitest";
import { replay, report } from "../../sandbox/replay.ts";
import { startWorkspace } from "../../sandbox/start-workspace.ts";

const ROOT = join(import.meta.dirname, "../..");
const LONG = { timeout: 60_000 };

async function aWorkspace() {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.slack.close());
  return workspace;
}

/** The program as somebody runs it, away from this folder's `.env`. */
async function run(env: Record<string, string>) {
  const { PATH = "" } = process.env;
  const args = ["--import", import.meta.resolve("tsx"), join(ROOT, "sandbox/replay-on-slack.ts")];
  const child = spawn(process.execPath, args, { cwd: tmpdir(), env: { PATH, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += String(chunk);
    });
  }
  const [exit] = (await once(child, "close")) as [number];
  return { exit, text };
}

test("without a token it says what to do", LONG, async () => {
  const { exit, text } = await run({});
  expect(exit).toBe(2);
  expect(text).toContain("SLACK_BOT_TOKEN=xoxb-… npm run replay");
});

test(
  "everything the bot renders is taken by the local blocks.validate, and what is refused is refused",
  LONG,
  async () => {
    const { slack, env } = await aWorkspace();
    const { exit, text } = await run(env);
    expect(text).toMatch(/0 refused by Slack alone, 0 taken by Slack alone\. Codes seen: invalid\./);
    const [, all, taken, refused] =
      /(\d+) payloads: (\d+) taken by both, (\d+) refused by both \(0 in/.exec(text) ?? [];
    expect(Number(taken) + Number(refused)).toBe(Number(all));
    expect(Number(taken)).toBeGreaterThan(200);
    expect(Number(refused)).toBeGreaterThan(40);
    expect(exit).toBe(0);
    // Every refusal above was wanted; nothing else was red, and nothing was posted.
    slack.expectRed(/^blocks\.validate: invalid_/);
    expect(slack.redEntries()).toEqual([]);
    expect(slack.messages("#general")).toEqual([]);
  },
);

test("a token that Slack refuses is told, and nothing is judged", LONG, async () => {
  const { env } = await aWorkspace();
  const { exit, text } = await run({ ...env, SLACK_BOT_TOKEN: "xoxb-not-it" });
  expect(exit).toBe(2);
  expect(text).toContain("Slack judged nothing: An API error occurred: invalid_auth");
});

test("waits when Slack asks to, and tells a refusal of Slack's alone with its words", async () => {
  const { slack, env } = await aWorkspace();
  const client = new WebClient(env.SLACK_BOT_TOKEN, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  slack.failNext("blocks.validate", { kind: "rate_limited", retryAfter: 0 });
  slack.failNext("blocks.validate", { kind: "error", error: "invalid_blocks" });
  const payload = { name: "a line", blocks: [{ type: "divider" }] };
  const verdicts = await replay(client, [payload, payload]);
  expect(verdicts).toEqual([{ name: "a line", here: [], there: ["invalid_blocks"], codes: [] }]);
  const { lines, agree } = report(verdicts);
  expect(agree).toBe(false);
  expect(lines.slice(0, 2)).toEqual(["REFUSED by Slack, taken here: a line", "    invalid_blocks"]);
});
