import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError } from "../src/app/errors.ts";
import { loadConfig, SETTINGS } from "../src/config.ts";

const GOOD = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "0123456789abcdef", SUPPORT_CHANNEL: "#waba-support" };

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  test("three settings are enough", () => {
    const { config, secrets } = loadConfig(GOOD);
    expect(config).toMatchObject({ transport: "http", port: 3000, dataDir: ".data", graphApiVersion: "v25.0" });
    expect(secrets.databaseUrl).toBeNull();
  });

  test("an app token switches to Socket Mode and needs no signing secret", () => {
    const env = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SUPPORT_CHANNEL: "C0123456789" };
    expect(loadConfig(env).config.transport).toBe("socket");
  });

  test("every problem is told at once", () => {
    const problems = problemsOf({
      META_ACCESS_TOKEN: "EAAx",
      DATABASE_URL: "mysql://x",
      PORT: "99999",
      LOG_LEVEL: "loud",
    });
    expect(problems).toHaveLength(8);
    for (const name of [
      "SLACK_BOT_TOKEN",
      "SUPPORT_CHANNEL",
      "SLACK_SIGNING_SECRET",
      "DATABASE_URL",
      "ENCRYPTION_KEY",
      "PORT",
      "LOG_LEVEL",
    ]) {
      expect(
        problems.some((problem) => problem.startsWith(name)),
        name,
      ).toBe(true);
    }
    expect(problems.some((problem) => problem.includes("META_WABA_IDS"))).toBe(true);
  });

  test.each([
    [{ SLACK_BOT_TOKEN: "xoxp-secret-9" }, "must start with xoxb-"],
    [{ SLACK_APP_TOKEN: "xoxb-secret-9" }, "must start with xapp-"],
    [{ SUPPORT_CHANNEL: "waba support" }, "channel id"],
    [{ SLACK_API_URL: "https://slack.com/api" }, "end in /api/"],
    [{ GRAPH_API_VERSION: "25" }, "look like v25.0"],
    [{ META_WABA_IDS: "123456, abc" }, "not an account id"],
    [{ ENCRYPTION_KEY: "short-secret-9" }, "32 bytes"],
    [{ RETENTION_DAYS: "0" }, "whole number of days, 1 or more"],
    [{ RETENTION_DAYS: "-3" }, "whole number of days"],
    [{ RETENTION_DAYS: "1.5" }, "whole number of days"],
    [{ RETENTION_DAYS: "30 days" }, "whole number of days"],
    [{ CACHE_URL: "http://secret-9" }, "redis://"],
    [{ DATABASE_URL: "postgres://u:p@h/d" }, "ENCRYPTION_KEY is missing"],
  ])("a bad value %o is named without repeating it", (bad, says) => {
    const problems = problemsOf({ ...GOOD, ...bad });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(says);
    expect(problems[0]).not.toContain("secret-9");
  });

  test("nothing is erased unless somebody says after how many days", () => {
    expect(loadConfig(GOOD).config.retentionDays).toBeNull();
    expect(loadConfig({ ...GOOD, RETENTION_DAYS: " 90 " }).config.retentionDays).toBe(90);
  });

  test("Slack is called at its own pace unless somebody sets another", () => {
    expect(loadConfig(GOOD).config.messagesPerSecond).toBe(1);
    expect(loadConfig({ ...GOOD, MESSAGES_PER_SECOND: "0.5" }).config.messagesPerSecond).toBe(0.5);
    for (const MESSAGES_PER_SECOND of ["0", "-1", "fast", "1000"]) {
      expect(() => loadConfig({ ...GOOD, MESSAGES_PER_SECOND })).toThrow();
    }
  });

  test("an encryption key may be hex or base64, and a second one may follow while it is replaced", () => {
    const hex = "ab".repeat(32);
    const base64 = Buffer.from(hex, "hex").toString("base64");
    for (const ENCRYPTION_KEY of [hex, base64, `${hex}, ${base64}`]) {
      expect(loadConfig({ ...GOOD, ENCRYPTION_KEY }).secrets.encryptionKey).toBe(ENCRYPTION_KEY);
    }
  });

  test(".env.example lists exactly the settings, each with its line of meaning", () => {
    const lines = readFileSync(join(import.meta.dirname, "..", ".env.example"), "utf8").split("\n");
    const listed = lines.flatMap((line, index) => {
      const name = /^([A-Z_]+)=$/.exec(line)?.[1];
      return name === undefined ? [] : [[name, lines[index - 1]?.replace(/^# /, "")]];
    });
    expect(Object.fromEntries(listed)).toEqual(SETTINGS);
  });
});
