import { once } from "node:events";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { startTestBot } from "../support/bot.ts";
import { type Program, startProgram } from "../support/program.ts";
import { WALK_MS, WITHIN } from "./support/within.ts";

const GOOD = {
  SLACK_BOT_TOKEN: "xoxb-x",
  SLACK_SIGNING_SECRET: "12345678",
  SUPPORT_CHANNEL: "#waba-support",
  PORT: "0",
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "locksmith-start-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>): Program {
  return startProgram({ folder, env });
}

function withDatabase(): void {
  mkdirSync(join(folder, "data"), { recursive: true });
  cpSync(join(inject("embeddedTemplate"), "postgres"), join(folder, "data", "postgres"), { recursive: true });
}

describe("a start that cannot work ends with sentences, not with a crash", { timeout: WALK_MS }, () => {
  test("missing settings are all named", async () => {
    const { output, exited } = start({});
    expect(await exited).toBe(1);
    for (const name of ["SLACK_BOT_TOKEN", "SUPPORT_CHANNEL", "SLACK_SIGNING_SECRET"])
      expect(output.text).toContain(name);
    expect(output.text).not.toMatch(/\n\s+at /);
  });

  test("a playbook file with a mistake is named with its line", async () => {
    mkdirSync(join(folder, "playbooks"));
    writeFileSync(join(folder, "playbooks", "ours.yaml"), "path: custom:ours\nsteps: [\n");
    const { output, exited } = start({ ...GOOD, PLAYBOOKS_DIR: join(folder, "playbooks") });
    expect(await exited).toBe(1);
    expect(output.text).toMatch(/PLAYBOOKS_DIR: ours\.yaml, line \d+/);
    expect(output.text).not.toMatch(/\n\s+at /);
  });

  test("a token that Slack refuses is said to be refused", async () => {
    withDatabase();
    const bot = await startTestBot();
    bot.slack.expectRed(/^auth\.test: invalid_auth$/);
    const { output, exited } = start({ ...GOOD, SLACK_API_URL: bot.slack.apiUrl });
    expect(await exited).toBe(1);
    expect(output.text).toMatch(/Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)/);
    expect(output.text).not.toMatch(/\n\s+at /);
    await bot.stop();
  });

  test("a second process on the same data folder is told who has it", async () => {
    withDatabase();
    const unreachable = { ...GOOD, SLACK_API_URL: "http://127.0.0.1:9/api/", HOST: "127.0.0.1" };
    const first = start(unreachable);
    await vi.waitFor(() => expect(first.output.text).toMatch(/cannot be reached/), WITHIN);
    const second = start(unreachable);
    expect(await second.exited).toBe(1);
    expect(second.output.text).toMatch(/already|another|use/i);
    expect(second.output.text).not.toMatch(/\n\s+at /);
  });
});

test("while Slack is unreachable the process lives, is not ready, and keeps trying", { timeout: 60_000 }, async () => {
  withDatabase();
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));

  const env = { ...GOOD, PORT: `${port}`, HOST: "127.0.0.1", SLACK_API_URL: "http://127.0.0.1:9/api/" };
  const { kill, output, exited } = start(env);
  await vi.waitFor(() => expect(output.text.match(/trying again/g)?.length).toBeGreaterThan(1), WITHIN);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toMatch(/Slack token/);
  kill("SIGTERM");
  expect(await exited).toBe(0);
});
