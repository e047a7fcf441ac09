import { expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/slack/json.ts";
import { aClient } from "./a-client.ts";
import { anApp, answers } from "./an-app.ts";
import { aButton, options, section } from "./blocks.ts";
import { aLocalSlack } from "./slack-for-test.ts";

const GENERAL = "C0GENERAL01";

async function aWorkspace() {
  const slack = await aLocalSlack();
  const app = await anApp(slack);
  return { slack, app, client: aClient(slack), ana: slack.human("ana"), ben: slack.human("ben") };
}

const boxes = (block_id: string, ...ticked: string[]) => ({
  type: "actions" as const,
  block_id,
  elements: [
    {
      type: "checkboxes" as const,
      action_id: "steps",
      options: options("a", "b", "c"),
      ...(ticked.length > 0 ? { initial_options: options(...ticked) } : {}),
    },
  ],
});

test("[action.payload] a press carries the message, its place, what this person entered, and a trigger", async () => {
  const { app, client, ana } = await aWorkspace();
  const blocks = [
    { type: "actions" as const, block_id: "row", elements: [aButton("step:one", { value: '{"to":"claimed"}' })] },
  ];
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks });
  await ana.clickButton({ channel: "#general", ts, action_id: "step:one" });
  expect(app.last()).toMatchObject({
    type: "block_actions",
    user: { id: "U0ANA000001", team_id: "T0LOCAL0001" },
    container: { type: "message", message_ts: ts, channel_id: GENERAL, is_ephemeral: false },
    channel: { id: GENERAL, name: "general" },
    message: { ts, text: "a", bot_id: "B0BOT000001" },
    actions: [{ type: "button", block_id: "row", action_id: "step:one", value: '{"to":"claimed"}' }],
  });
  expect(app.last().trigger_id).toBeTypeOf("string");
  expect(app.last().response_url).toMatch(/^http:\/\/127\.0\.0\.1/);
});

test("[action.ephemeral_no_message] an ephemeral message's press carries no copy of it", async () => {
  const { app, client, ana, slack, ben } = await aWorkspace();
  const blocks = [{ type: "actions" as const, elements: [aButton("go")] }];
  const { message_ts: ts = "" } = await client.chat.postEphemeral({
    channel: GENERAL,
    user: "U0ANA000001",
    text: "a",
    blocks,
  });
  await ana.clickButton({ channel: "#general", ts, action_id: "go" });
  expect(app.last()).toMatchObject({ container: { is_ephemeral: true } });
  expect(app.last()).not.toHaveProperty("message");
  expect(await ben.clickButton({ channel: "#general", ts, action_id: "go" })).toMatchObject({ ok: false });
  expect(slack.redEntries()).toEqual([]);
});

// slackapi/java-slack-sdk#762, slackapi/bolt-js#1619, slack-go/slack#1049
test("[client.checkboxes] a viewer's own ticks outlive chat.update until the block_id changes; others see initial_options", async () => {
  const { slack, app, client, ana, ben } = await aWorkspace();
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks: [boxes("steps:1")] });
  const tick = { channel: "#general", ts, action_id: "steps" };
  await ana.select({ ...tick, value: ["a"] });
  await client.chat.update({ channel: GENERAL, ts, text: "a", blocks: [boxes("steps:1", "b")] });

  const values = async (block: string): Promise<JsonObject> =>
    (app.last().state as { values: JsonObject }).values[block] as JsonObject;
  await ana.select({ ...tick, value: ["a", "c"] });
  expect(await values("steps:1")).toMatchObject({ steps: { selected_options: [{ value: "a" }, { value: "c" }] } });
  const seenBy = async (user: string) => {
    const state = await (await fetch(`${slack.url}/_human/${user}/state`)).json();
    return (state as { messages: Record<string, { state: JsonObject }[]> }).messages[GENERAL]?.[0]?.state;
  };
  expect(await seenBy("ana")).toEqual({ "steps:1": { steps: ["a", "c"] } });
  expect(await seenBy("ben")).toEqual({});
  await ben.select({ ...tick, value: ["b", "c"] });
  expect(await seenBy("ana")).toEqual({ "steps:1": { steps: ["a", "c"] } });

  await client.chat.update({ channel: GENERAL, ts, text: "a", blocks: [boxes("steps:2", "b")] });
  expect(await seenBy("ana")).toEqual({});
});

test("[client.selects] a viewer's own choice outlives chat.update likewise: slackapi/bolt-js#1619", async () => {
  const { slack, client, ana, ben } = await aWorkspace();
  const picker = (block_id: string, value: string) => {
    const initial = options("a", "b", "c").find((one) => one.value === value);
    const select = { type: "static_select" as const, action_id: "who", options: options("a", "b", "c") };
    return {
      type: "actions" as const,
      block_id,
      elements: [{ ...select, ...(initial ? { initial_option: initial } : {}) }],
    };
  };
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks: [picker("p:1", "a")] });
  await ana.select({ channel: "#general", ts, action_id: "who", value: "b" });
  await client.chat.update({ channel: GENERAL, ts, text: "a", blocks: [picker("p:1", "c")] });
  const seenBy = async (user: string) => {
    const state = await (await fetch(`${slack.url}/_human/${user}/state`)).json();
    return (state as { messages: Record<string, { state: JsonObject }[]> }).messages[GENERAL]?.[0]?.state;
  };
  expect(await seenBy("ana")).toEqual({ "p:1": { who: "b" } });
  expect(await seenBy("ben")).toEqual({});
  await ben.select({ channel: "#general", ts, action_id: "who", value: "a" });
  expect(await seenBy("ana")).toEqual({ "p:1": { who: "b" } });
  await client.chat.update({ channel: GENERAL, ts, text: "a", blocks: [picker("p:2", "c")] });
  expect(await seenBy("ana")).toEqual({});
});

test("[action.state_of_viewer] a press tells what this person entered in the message, not what others did", async () => {
  const { app, client, ana, ben } = await aWorkspace();
  const blocks = [boxes("steps", "b"), { type: "actions" as const, block_id: "row", elements: [aButton("go")] }];
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks });
  await ana.select({ channel: "#general", ts, action_id: "steps", value: ["a"] });
  await ben.clickButton({ channel: "#general", ts, action_id: "go" });
  expect(app.last()).toMatchObject({ state: { values: { steps: { steps: { selected_options: [{ value: "b" }] } } } } });
  await ana.clickButton({ channel: "#general", ts, action_id: "go" });
  expect(app.last()).toMatchObject({ state: { values: { steps: { steps: { selected_options: [{ value: "a" }] } } } } });
});

test("[action.stranger] a press by somebody of another organisation names both", async () => {
  const { slack, app, client } = await aWorkspace();
  const blocks = [{ type: "actions" as const, elements: [aButton("go")] }];
  const { ts = "" } = await client.chat.postMessage({ channel: "C0SHARED001", text: "a", blocks });
  await slack.human("sam").clickButton({ channel: "#shared-with-partner", ts, action_id: "go" });
  expect(app.last()).toMatchObject({ user: { team_id: "T0PARTNER01" }, team: { id: "T0LOCAL0001" } });
});

test("[ack.action_look] a press that is not acked leaves a warning for that person alone", async () => {
  const { slack, client, ana } = await aWorkspace();
  const { ts = "" } = await client.chat.postMessage({
    channel: GENERAL,
    text: "a",
    blocks: [{ type: "actions", elements: [aButton("go")] }],
  });
  slack.failNext("delivery:block_actions", { kind: "drop" });
  expect(await ana.clickButton({ channel: "#general", ts, action_id: "go" })).toMatchObject({ outcome: "offline" });
  const state = (await (await fetch(`${slack.url}/_human/ana/state`)).json()) as {
    messages: Record<string, { troubles: unknown[] }[]>;
  };
  expect(state.messages[GENERAL]?.[0]?.troubles).toHaveLength(1);
  await ana.clickButton({ channel: "#general", ts, action_id: "go" });
  const after = (await (await fetch(`${slack.url}/_human/ana/state`)).json()) as typeof state;
  expect(after.messages[GENERAL]?.[0]?.troubles).toEqual([]);
});

test("an element or a value that is not there is refused in words", async () => {
  const { client, ana } = await aWorkspace();
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks: [boxes("steps")] });
  expect((await ana.clickButton({ channel: "#general", ts, action_id: "gone" })).error).toContain("not in the message");
  expect((await ana.select({ channel: "#general", ts, action_id: "steps", value: ["z"] })).ok).toBe(false);
});

async function post(url: unknown, body: object): Promise<number> {
  const headers = { "content-type": "application/json" };
  return (await fetch(String(url), { method: "POST", headers, body: JSON.stringify(body) })).status;
}

test("[respond.five_uses] [respond.thirty_minutes] [respond.ephemeral_default] [respond.used_body] a response_url takes five answers within thirty minutes, privately unless told otherwise", async () => {
  const { slack, app, ana, ben } = await aWorkspace();
  await ana.slash({ channel: "#general", text: "/try it" });
  const url = app.last().response_url;
  for (const text of ["1", "2", "3", "4"]) expect(await post(url, { text })).toBe(200);
  expect(await post(url, { text: "5", response_type: "in_channel" })).toBe(200);
  expect(await post(url, { text: "6" })).toBe(404);
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
  expect(ben.ephemerals()).toEqual([]);
  expect(slack.messages("#general").map(({ text }) => text)).toEqual(["5"]);

  await ana.slash({ channel: "#general", text: "/try it" });
  await slack.clock.advance(30 * 60_000 + 1);
  expect(await post(app.last().response_url, { text: "late" })).toBe(404);
});

test("[respond.replace_ephemeral] [respond.delete_ephemeral] [respond.no_cumulative] [respond.command_no_original] a press's response_url replaces and deletes an ephemeral message; a command's posts anew: slackapi/bolt-js#2287", async () => {
  const { app, ana } = await aWorkspace();
  app.answer = answers({
    text: "Checking…",
    blocks: [{ type: "actions", elements: [JSON.parse(JSON.stringify(aButton("go")))] }],
  });
  await ana.slash({ channel: "#general", text: "/try it" });
  await post(app.last().response_url, { text: "anew", replace_original: true });
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(["Checking…", "anew"]);

  const ts = ana.ephemerals()[0]?.ts ?? "";
  await ana.clickButton({ channel: "#general", ts, action_id: "go" });
  const url = app.last().response_url;
  await post(url, {
    text: "replaced",
    blocks: [
      section("x".repeat(2900)),
      section("y".repeat(2900)),
      section("z".repeat(2900)),
      section("w".repeat(2900)),
    ],
    replace_original: true,
  });
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(["replaced", "anew"]);
  await post(url, { delete_original: true });
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(["anew"]);
});
