import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { asObject } from "../../../sandbox/slack/json.ts";
import { METHODS } from "../../../src/slack/scopes.ts";
import { aClient, refusalOf } from "./a-client.ts";
import { anApp } from "./an-app.ts";
import { aModal, divider } from "./blocks.ts";
import { aLocalSlack } from "./slack-for-test.ts";

type Manifest = { oauth_config: { scopes: { bot: string[] } } };

const MANIFEST = parse(readFileSync(join(import.meta.dirname, "../../../manifest.yml"), "utf8")) as Manifest;
const GENERAL = "C0GENERAL01";

/** Arguments with which each method that the bot calls goes through; `ts` is a message of the app's own. */
async function aWorkspace(scopes: readonly string[]) {
  const manifest = { ...MANIFEST, oauth_config: { scopes: { bot: scopes } } };
  const slack = await aLocalSlack({ manifest });
  const app = await anApp(slack);
  const client = aClient(slack);
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a" }).catch(() => ({ ts: "" }));
  const trigger = async (): Promise<string> => {
    await slack.human("ana").globalShortcut("escalate_number");
    return String(app.last().trigger_id);
  };
  const inChannel = { channel: GENERAL };
  const args: Record<keyof typeof METHODS, () => Promise<Record<string, unknown>>> = {
    "auth.test": async () => ({}),
    "chat.delete": async () => ({ ...inChannel, ts }),
    "chat.postEphemeral": async () => ({ ...inChannel, user: "U0ANA000001", text: "a" }),
    "chat.postMessage": async () => ({ ...inChannel, text: "a" }),
    "chat.update": async () => ({ ...inChannel, ts, text: "b", blocks: [divider] }),
    "conversations.history": async () => inChannel,
    "conversations.info": async () => inChannel,
    "conversations.list": async () => ({ types: "public_channel,private_channel", exclude_archived: true }),
    "conversations.members": async () => inChannel,
    "conversations.replies": async () => ({ ...inChannel, ts }),
    "users.info": async () => ({ user: "U0ANA000001" }),
    "views.open": async () => ({ trigger_id: await trigger(), view: aModal() }),
    "views.push": async () => ({ trigger_id: await pressIn(), view: aModal() }),
    "views.update": async () => ({ view_id: await open(), view: aModal() }),
  };

  async function open(): Promise<string> {
    const button = { type: "button" as const, action_id: "more", text: { type: "plain_text" as const, text: "More" } };
    const view = aModal({ blocks: [{ type: "actions", elements: [button] }] });
    return String((await client.views.open({ trigger_id: await trigger(), view })).view?.id);
  }

  async function pressIn(): Promise<string> {
    await open();
    await slack.human("ana").clickButton({ action_id: "more" });
    return String(app.last().trigger_id);
  }

  const call = async (method: keyof typeof METHODS) => client.apiCall(method, await args[method]());
  return { slack, call };
}

const methods = Object.keys(METHODS) as (keyof typeof METHODS)[];

test.each(methods)("[scope.real_manifest] %s goes through with the scopes of manifest.yml", async (method) => {
  const { slack, call } = await aWorkspace(MANIFEST.oauth_config.scopes.bot);
  expect((await call(method)).ok).toBe(true);
  expect(slack.redEntries()).toEqual([]);
});

test.each(
  methods.flatMap((method) => {
    const scope = METHODS[method];
    return scope === null ? [] : [{ method, scope }];
  }),
)("[scope.real_manifest] $method is refused without $scope", async ({ method, scope }) => {
  const { slack, call } = await aWorkspace(MANIFEST.oauth_config.scopes.bot.filter((one) => one !== scope));
  slack.reset();
  const refused = await refusalOf(call(method));
  expect(refused).toMatchObject({ error: "missing_scope" });
  expect(refused.needed?.split(",")).toContain(scope);
  expect(slack.redEntries().map(({ title }) => title)).toContain(`${method}: missing_scope`);
});

test("[manifest.commands_declared] what manifest.yml does not declare is never delivered", async () => {
  const slack = await aLocalSlack({ manifest: MANIFEST });
  const app = await anApp(slack);
  const ana = slack.human("ana");
  expect((await ana.slash({ channel: "#general", text: "/other" })).ok).toBe(false);
  expect((await ana.globalShortcut("other")).ok).toBe(false);
  await ana.openHome(); // app_home_opened is not subscribed
  await ana.say({ channel: "#general", text: "hello" }); // nor is message.channels
  expect(app.received).toEqual([]);
  await ana.say({ channel: "#general", text: "@locksmith hello" });
  expect(app.received.map(({ payload }) => asObject(payload.event)?.type)).toEqual(["app_mention"]);
});
