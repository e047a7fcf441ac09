import { expect, test } from "vitest";
import { asObjects, type JsonObject } from "../../../sandbox/slack/json.ts";
import { aClient } from "./a-client.ts";
import { anApp } from "./an-app.ts";
import { aLocalSlack, BOT_TOKEN, MANIFEST } from "./slack-for-test.ts";

async function aWorkspace() {
  const slack = await aLocalSlack();
  const app = await anApp(slack);
  const events = () => app.received.map(({ payload }) => payload.event as JsonObject);
  return { slack, app, events, ana: slack.human("ana") };
}

test("[event.escaped] what a person types arrives escaped in text and unescaped in rich_text", async () => {
  const { ana, events } = await aWorkspace();
  await ana.say({ channel: "#general", text: "a < b & c @ben see https://x.test/?a=1&b=2 in #random" });
  const [event] = events();
  expect(event?.text).toBe(
    "a &lt; b &amp; c <@U0BEN000001> see <https://x.test/?a=1&amp;b=2> in <#C0RANDOM001|random>",
  );
  expect(JSON.stringify(event?.blocks)).toContain('"a < b & c "');
});

test("[event.mention_twice] a mention is told twice, as app_mention and as message, each with its own event_id", async () => {
  const { ana, app, events } = await aWorkspace();
  await ana.say({ channel: "#general", text: "@testbot help" });
  expect(
    events()
      .map((event) => event.type)
      .sort(),
  ).toEqual(["app_mention", "message"]);
  expect(new Set(app.received.map(({ payload }) => payload.event_id)).size).toBe(2);
});

test("[event.only_where_bot_is] [manifest.declared_only] nothing is told of channels the app is not in, nor of what the manifest does not subscribe to", async () => {
  const { slack, ana, app } = await aWorkspace();
  await ana.say({ channel: "#random", text: "@testbot hello" });
  await ana.say({ channel: "#waba-private", text: "quiet" }); // message.groups is not subscribed
  expect(app.received).toEqual([]);
  expect(slack.ephemerals("ana")[0]?.text).toContain("not in this channel");
});

test("[event.stranger_team] a reply belongs to the thread, and a message of another organisation says so", async () => {
  const { slack, ana, events } = await aWorkspace();
  const parent = await ana.say({ channel: "#shared-with-partner", text: "parent" });
  const ts = parent.message?.ts ?? "";
  await slack.human("sam").say({ channel: "#shared-with-partner", text: "reply", thread_ts: ts });
  expect(events().at(-1)).toMatchObject({ thread_ts: ts, user_team: "T0PARTNER01" });
  expect(slack.thread("#shared-with-partner", ts).map(({ text }) => text)).toEqual(["parent", "reply"]);
});

test("[file.snippet_token] a snippet is read with the bot's token only", async () => {
  const { slack, ana, events } = await aWorkspace();
  await ana.say({ channel: "#general", text: "@testbot", snippet: { name: "error.txt", text: "code 131031" } });
  const url = String(asObjects(events()[0]?.files)[0]?.url_private_download);
  const authorization = `Bearer ${BOT_TOKEN}`;
  expect(await (await fetch(url, { headers: { authorization } })).text()).toBe("code 131031");
  expect(await (await fetch(url)).text()).toContain("Sign in");
  expect(slack.redEntries()).toHaveLength(1);
});

test("[people.rights] [slash.not_in_threads] [manifest.commands_declared] people see and do only what Slack lets them", async () => {
  const { slack, ana } = await aWorkspace();
  const say = (who: string, channel: string) => slack.human(who).say({ channel, text: "a" });
  expect((await say("gus", "#waba-support")).error).toContain("You see no channel");
  expect((await say("dan", "#waba-support")).error).toContain("Join #waba-support first");
  expect((await say("olga", "#general")).error).toContain("has left");
  expect((await say("nobody", "#general")).error).toContain("nobody called");
  expect((await ana.slash({ channel: "#general", text: "/nope" })).error).toBe("/nope is not a valid command.");
  expect((await ana.slash({ channel: "#general", text: "/try", thread_ts: "1" })).error).toContain(
    "not supported in threads",
  );
  expect((await slack.human("sam").slash({ channel: "#shared-with-partner", text: "/try" })).ok).toBe(false);
});

test("[shortcut.whole_message] a message shortcut carries the whole message", async () => {
  const { ana, app } = await aWorkspace();
  const said = await ana.say({
    channel: "#general",
    text: "look",
    attachments: [{ text: "an unfurl" }],
    snippet: { name: "a.txt", text: "b" },
  });
  await ana.messageShortcut({ callback_id: "read_message", channel: "#general", ts: said.message?.ts ?? "" });
  expect(app.last()).toMatchObject({
    type: "message_action",
    callback_id: "read_message",
    message: { text: "look", attachments: [{ text: "an unfurl" }], files: [{ name: "a.txt" }] },
  });
  expect(
    (await ana.messageShortcut({ callback_id: "start", channel: "#general", ts: said.message?.ts ?? "" })).ok,
  ).toBe(false);
});

test("[member.messages_tab] people and app write to each other only when the manifest opens the messages tab", async () => {
  const closed = await aWorkspace();
  const im = { channel: "D0ANA000001", text: "hello" };
  expect((await closed.ana.say(im)).ok).toBe(false);
  const features = { ...MANIFEST.features, app_home: { messages_tab_enabled: true } };
  const slack = await aLocalSlack({ manifest: { ...MANIFEST, features } });
  await aClient(slack).chat.postMessage({ channel: "U0ANA000001", text: "for you" });
  expect(await slack.human("ana").say(im)).toMatchObject({ ok: true });
  expect(slack.messages("D0ANA000001").map(({ text }) => text)).toEqual(["for you", "hello"]);
});

test("[slash.plain_text] [slash.escaped] a command's text keeps its spaces and digits and is escaped", async () => {
  const { ana, app } = await aWorkspace();
  await ana.slash({ channel: "#general", text: "/try  status +1 (555) 010-0 <x> @ben" });
  expect(app.last()).toMatchObject({
    command: "/try",
    text: "status +1 (555) 010-0 &lt;x&gt; @ben",
    channel_name: "general",
  });
});

test("[slash.should_escape] mentions in a command are escaped when the manifest asks for it", async () => {
  const commands = MANIFEST.features.slash_commands.map((command) => ({ ...command, should_escape: true }));
  const slack = await aLocalSlack({
    manifest: { ...MANIFEST, features: { ...MANIFEST.features, slash_commands: commands } },
  });
  const app = await anApp(slack);
  await slack.human("ana").slash({ channel: "#general", text: "/try @ben in #random +15550100001" });
  expect(app.last().text).toBe("<@U0BEN000001|ben> in <#C0RANDOM001|random> +15550100001");
});

test("[slash.pasted] quotes, no-break spaces and invisible marks of a pasted text arrive as they are", async () => {
  const { ana, app } = await aWorkspace();
  const pasted = "status “+1\u00a0555\u00a0010\u200b0”";
  await ana.slash({ channel: "#general", text: `/try ${pasted}` });
  expect(app.last().text).toBe(pasted);
});

test("[slash.private_names] the names of private channels and direct messages are not told", async () => {
  const { ana, app } = await aWorkspace();
  await ana.slash({ channel: "#waba-private", text: "/try" });
  expect(app.last()).toMatchObject({ channel_id: "C0PRIVATE01", channel_name: "privategroup" });
});

test("[slash.anywhere] a command works where the app is not: its ack and response_url still reach the person", async () => {
  const { slack, ana, app } = await aWorkspace();
  app.answer = (response) => void response.end("acked");
  expect(await ana.slash({ channel: "#random", text: "/try" })).toMatchObject({ outcome: "acked" });
  const headers = { "content-type": "application/json" };
  const url = String(app.last().response_url);
  await fetch(url, { method: "POST", headers, body: JSON.stringify({ text: "answered" }) });
  expect(slack.ephemerals("ana").map(({ text }) => text)).toEqual(["acked", "answered"]);
  const said = aClient(slack).chat.postMessage({ channel: "C0RANDOM001", text: "a" });
  await expect(said).rejects.toMatchObject({ data: { error: "not_in_channel" } });
});
