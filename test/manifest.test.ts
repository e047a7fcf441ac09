import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { SHORTCUTS } from "../src/slack/listeners/shortcuts.ts";
import { WORDS } from "../src/slack/listeners/waba-command.ts";
import { METHODS, SCOPES } from "../src/slack/scopes.ts";

const ROOT = join(import.meta.dirname, "..");
const manifest = parse(readFileSync(join(ROOT, "manifest.yml"), "utf8"));
const source = readdirSync(join(ROOT, "src", "slack"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(ROOT, "src", "slack", file), "utf8"))
  .join("\n");

test("the manifest asks for exactly the scopes the code has a reason for", () => {
  expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(SCOPES).sort());
});

test("the scopes cover every Web API method that is called, and none is listed that is not", () => {
  const called = [
    ...source.matchAll(
      /\b(auth|chat|conversations|users|views|files|reactions|apps)\.([a-z]+(?:\.[a-z]+)?)\b(?=\(|;| )/gi,
    ),
  ]
    .map(([, family, method]) => `${family}.${method}`)
    .filter((name) => name !== "apps.connections.open");
  expect([...new Set(called)].sort()).toEqual(Object.keys(METHODS).sort());
});

test("commands, shortcuts and events of the manifest are the ones that are registered", () => {
  expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(["/waba"]);
  const shortcuts = manifest.features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id);
  expect(shortcuts.sort()).toEqual([...SHORTCUTS].sort());
  const events = [...source.matchAll(/app\.event\("([a-z_]+)"/g)].map(([, event]) => event);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(events);
});

test("the usage hint names every word of the command", () => {
  const { usage_hint } = manifest.features.slash_commands[0];
  for (const word of WORDS) expect(usage_hint).toContain(word);
});

test("names and texts keep Slack's limits", () => {
  const { display_information, features } = manifest;
  expect(display_information.name.length).toBeLessThanOrEqual(35);
  expect(display_information.description.length).toBeLessThanOrEqual(140);
  for (const { name } of features.shortcuts) expect(name.length).toBeLessThanOrEqual(24);
  expect(features.shortcuts.length).toBeLessThanOrEqual(10);
});
