import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, LogLevel } from "@slack/bolt";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const WITHIN = { timeout: 40_000, interval: 50 };
const LONG = { timeout: 60_000 };
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function run(...args: string[]) {
  const script = join(ROOT, "sandbox/workspace.ts");
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...args], { cwd: ROOT });
  children.push(child);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output.text += String(chunk);
    });
  }
  return { child, output, exited: once(child, "exit").then(([code]) => code as number) };
}

/** The settings as they were printed. */
const printed = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^ +([A-Z_]+)=(\S+)$/gm)].map(([, name = "", value = ""]) => [name, value]));

test("somebody's own bot connects with the printed settings and answers", LONG, async () => {
  const { child, output, exited } = run("--port", "0");
  await vi.waitFor(() => expect(output.text).toContain("Stop with Ctrl+C"), WITHIN);
  const env = printed(output.text);
  const app = new App({
    token: env.SLACK_BOT_TOKEN ?? "",
    appToken: env.SLACK_APP_TOKEN ?? "",
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: env.SLACK_API_URL ?? "", retryConfig: { retries: 0 } },
  });
  app.command("/waba", ({ ack }) => ack("from my own bot"));
  await app.start();
  onTestFinished(async () => void (await app.stop()));

  const url = /Open (http:\S+)/.exec(output.text)?.[1] ?? "";
  const body = JSON.stringify({ channel: "#general", text: "/waba help" });
  const typed = await fetch(`${url}/_human/ana/slash`, { method: "POST", body });
  expect(await typed.json()).toMatchObject({ outcome: "acked" });
  expect(await (await fetch(`${url}/_human/ana/state`)).text()).toContain("from my own bot");
  expect((await fetch(url)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("the manifest is the one named, and in HTTP mode there is no app token to print", LONG, async () => {
  const folder = mkdtempSync(join(tmpdir(), "locksmith-manifest-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const manifest = join(folder, "manifest.json");
  writeFileSync(manifest, JSON.stringify({ display_information: { name: "Mine" }, features: {} }));
  const url = "http://127.0.0.1:9/slack/events";
  const { output } = run("--port", "0", "--mode", "http", "--request-url", url, "--manifest", manifest);
  await vi.waitFor(() => expect(output.text).toContain("Stop with Ctrl+C"), WITHIN);
  expect(Object.keys(printed(output.text))).not.toContain("SLACK_APP_TOKEN");
  const page = /Open (http:\S+)/.exec(output.text)?.[1] ?? "";
  expect(await (await fetch(`${page}/_ui/workspace`)).json()).toMatchObject({ app: { name: "Mine" }, commands: [] });
});

test.each([
  [["--mode", "http"], /needs --request-url/],
  [["--mode", "carrier-pigeon"], /socket or http/],
  [["--colour", "red"], /--colour/],
])("wrong options end with a sentence: %j", LONG, async (args, says) => {
  const { output, exited } = run(...args);
  expect(await exited).toBe(1);
  expect(output.text).toMatch(says);
  expect(output.text).not.toMatch(/\n\s+at /);
});
