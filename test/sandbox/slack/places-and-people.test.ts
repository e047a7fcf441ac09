import { expect, test } from "vitest";
import { asObject, type JsonObject } from "../../../sandbox/slack/json.ts";
import { aClient, refusalOf } from "./a-client.ts";
import { anApp } from "./an-app.ts";
import { divider, section } from "./blocks.ts";
import { aLocalSlack, BOT_TOKEN, MANIFEST } from "./slack-for-test.ts";

const GENERAL = "C0GENERAL01";
const BOT = "U0BOT000001";

const withScopes = (...more: string[]) => ({
  ...MANIFEST,
  oauth_config: { scopes: { bot: [...MANIFEST.oauth_config.scopes.bot, ...more] } },
});

async function aWorkspace(...scopes: string[]) {
  const slack = await aLocalSlack({ manifest: withScopes(...scopes) });
  const app = await anApp(slack);
  const events = () => app.received.map(({ payload }) => asObject(payload.event) ?? {});
  return { slack, app, events, client: aClient(slack), ana: slack.human("ana") };
}

test("[user.deactivated] [user.guest] [user.stranger] users.info tells who left, who is a guest, who is of elsewhere", async () => {
  const { client } = await aWorkspace("users:read");
  const info = async (user: string) => (await client.users.info({ user })).user as JsonObject | undefined;
  expect(await info("U0LEFT00001")).toMatchObject({ deleted: true });
  expect(await info("U0GUS000001")).toMatchObject({ is_restricted: true, tz: "Europe/Lisbon" });
  const stranger = await info("U0SAM000001");
  expect(stranger).toMatchObject({ is_stranger: true, team_id: "T0PARTNER01" });
  expect(stranger).not.toHaveProperty("tz");
  expect((await refusalOf(client.users.info({ user: "U0NOBODY001" }))).error).toBe("user_not_found");
});

test("[member.bot_removed] a channel the bot was removed from takes nothing and tells nothing", async () => {
  const { slack, app, client, ana } = await aWorkspace("groups:history");
  const { ts = "" } = await client.chat.postMessage({ channel: "C0PRIVATE01", text: "a" });
  slack.changeChannel({ channel: "#general", remove: [BOT] });
  slack.changeChannel({ channel: "#waba-private", remove: [BOT] });
  const post = (channel: string) => refusalOf(client.chat.postMessage({ channel, text: "a" }));
  expect((await post(GENERAL)).error).toBe("not_in_channel");
  expect((await post("C0PRIVATE01")).error).toBe("channel_not_found");
  const update = client.chat.update({ channel: "C0PRIVATE01", ts, text: "b" });
  expect((await refusalOf(update)).error).toBe("channel_not_found");
  await ana.say({ channel: "#general", text: "@testbot hello" });
  expect(app.received).toEqual([]);
  expect((await client.conversations.info({ channel: GENERAL })).channel?.is_member).toBe(false);
});

test("[member.write_public] a public channel takes messages of an app that is not in it, with that scope", async () => {
  const { client } = await aWorkspace("chat:write.public");
  expect((await client.chat.postMessage({ channel: "C0RANDOM001", text: "a" })).ok).toBe(true);
  expect((await refusalOf(client.chat.postMessage({ channel: "C0SECRET001", text: "a" }))).error).toBe(
    "channel_not_found",
  );
});

test("[history.not_in_channel] a channel's history is for its members", async () => {
  const { client } = await aWorkspace("groups:history");
  const read = (channel: string) => refusalOf(client.conversations.history({ channel }));
  expect((await read("C0RANDOM001")).error).toBe("not_in_channel");
  expect((await read("C0SECRET001")).error).toBe("channel_not_found");
  expect((await refusalOf(client.conversations.replies({ channel: "C0RANDOM001", ts: "1.000001" }))).error).toBe(
    "not_in_channel",
  );
});

test("[replies.thread] [metadata.in_replies] a thread is its parent, then its replies, with metadata when asked", async () => {
  const { client } = await aWorkspace();
  const metadata = { event_type: "a_ticket", event_payload: { ticket: "WL-1" } };
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "parent" });
  const reply = { channel: GENERAL, thread_ts: ts };
  await client.chat.postMessage({ ...reply, text: "one", metadata });
  const { ts: last } = await client.chat.postMessage({ ...reply, text: "two" });
  const read = (args: object) => client.conversations.replies({ channel: GENERAL, ts, ...args });
  const { messages = [] } = await read({ include_all_metadata: true });
  expect(messages.map(({ text }) => text)).toEqual(["parent", "one", "two"]);
  expect(messages[0]).toMatchObject({ thread_ts: ts, reply_count: 2, latest_reply: last });
  expect(messages[1]?.metadata?.event_payload).toEqual({ ticket: "WL-1" });
  expect((await read({})).messages?.[1]).not.toHaveProperty("metadata");
  expect((await client.conversations.history({ channel: GENERAL })).messages).toHaveLength(1);
  expect((await refusalOf(read({ ts: "1700000000.000001" }))).error).toBe("thread_not_found");
});

test("[event.own_echo] [message.own_author] the app hears its own messages, which carry its bot_id and app_id", async () => {
  const { slack, client, events } = await aWorkspace();
  await client.chat.postMessage({ channel: GENERAL, text: `<@${BOT}> is me` });
  await slack.idle();
  expect(events()).toHaveLength(1); // no app_mention for what it says itself
  expect(events()[0]).toMatchObject({ type: "message", user: BOT, bot_id: "B0BOT000001", app_id: "A0LOCAL0001" });
});

test("[event.changed] chat.update is told as message_changed with what was there before", async () => {
  const { slack, client, events } = await aWorkspace();
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "before" });
  await slack.idle();
  await client.chat.update({ channel: GENERAL, ts, text: "after" });
  await slack.idle();
  expect(events().at(-1)).toMatchObject({
    subtype: "message_changed",
    channel: GENERAL,
    message: { ts, text: "after" },
    previous_message: { ts, text: "before" },
  });
});

test("[api.token_revoked] [event.tokens_revoked] a revoked token is refused everywhere, and the app is told", async () => {
  const events = { bot_events: ["tokens_revoked"] };
  const slack = await aLocalSlack({ manifest: { ...MANIFEST, settings: { event_subscriptions: events } } });
  const app = await anApp(slack);
  const client = aClient(slack);
  slack.revokeToken();
  await slack.idle();
  expect(app.last()).toMatchObject({ event: { type: "tokens_revoked", tokens: { oauth: [], bot: [BOT] } } });
  const calls = [
    client.auth.test(),
    client.chat.postMessage({ channel: GENERAL, text: "a" }),
    client.conversations.info({ channel: GENERAL }),
  ];
  for (const call of calls) expect((await refusalOf(call)).error).toBe("token_revoked");
  slack.revokeToken("account_inactive");
  expect((await refusalOf(client.auth.test())).error).toBe("account_inactive");
  slack.revokeToken(null);
  expect((await client.auth.test()).ok).toBe(true);
});

test("[api.token_in_body] [api.scopes_header] a token may stand in the body, and every answer names the scopes", async () => {
  const { slack, client } = await aWorkspace();
  const body = new URLSearchParams({ token: BOT_TOKEN });
  const answer = await fetch(`${slack.apiUrl}auth.test`, { method: "POST", body });
  expect(await answer.json()).toMatchObject({ ok: true, bot_id: "B0BOT000001" });
  const { response_metadata } = await client.auth.test();
  expect(response_metadata?.scopes).toContain("chat:write");
});

test("[api.required_arguments] what is missing is named", async () => {
  const { client } = await aWorkspace();
  const refused = await refusalOf(client.apiCall("chat.update", { channel: GENERAL, text: "a" }));
  expect(refused.error).toBe("invalid_arguments");
  expect(refused.response_metadata?.messages).toEqual(["[ERROR] missing required field: ts"]);
});

/** Calls a minute by the tier each method's page names. */
const TIERS: readonly [method: string, perMinute: number][] = [
  ["[rate.tiers] chat.postEphemeral", 100],
  ["[rate.tiers] chat.update", 50],
  ["[rate.tiers] conversations.history", 50],
  ["[rate.tiers] conversations.info", 50],
  ["[rate.tiers] conversations.list", 20],
  ["[rate.tiers] conversations.members", 100],
  ["[rate.tiers] conversations.replies", 50],
  ["[rate.tiers] users.info", 100],
  ["[rate.tiers] views.open", 100],
  ["[rate.tiers] views.push", 100],
  ["[rate.tiers] views.update", 100],
];

test.each(TIERS)("%s takes %i calls a minute and refuses the next", async (name, perMinute) => {
  const slack = await aLocalSlack({ strict: { rate: true } });
  const headers = { authorization: `Bearer ${BOT_TOKEN}` };
  const call = () => fetch(slack.apiUrl + name.split(" ")[1], { method: "POST", headers });
  const statuses = await Promise.all(Array.from({ length: perMinute }, async () => (await call()).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  const refused = await call();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await refused.json()).toEqual({ ok: false, error: "ratelimited" });
  await slack.clock.advance(60_000);
  expect((await call()).status).toBe(200);
});

test("[rate.distributed] an app outside the Marketplace reads one page of fifteen messages a minute", async () => {
  const slack = await aLocalSlack({ strict: { nonMarketplace: true } });
  for (let i = 0; i < 16; i++) await slack.human("ana").say({ channel: "#general", text: `${i}` });
  const read = () => aClient(slack).conversations.history({ channel: GENERAL, limit: 100 });
  const { messages, has_more } = await read();
  expect(messages).toHaveLength(15);
  expect(has_more).toBe(true);
  await expect(read()).rejects.toMatchObject({ retryAfter: 60 });
  const internal = await aLocalSlack();
  for (let i = 0; i < 3; i++) await aClient(internal).conversations.history({ channel: GENERAL });
});

test("[update.neither_keeps] [update.empty_removes] blocks stay when neither is given and go with an empty list", async () => {
  const { slack, client } = await aWorkspace();
  const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks: [section("b")] });
  const message = () => slack.messages("#general").find((one) => one.ts === ts);
  const metadata = { event_type: "a_ticket", event_payload: { ticket: "WL-1" } };
  await client.apiCall("chat.update", { channel: GENERAL, ts, metadata });
  expect(message()).toMatchObject({ text: "a", blocks: [{ type: "section" }], metadata });
  await client.chat.update({ channel: GENERAL, ts, text: "c", blocks: [] });
  expect(message()).not.toHaveProperty("blocks");
  expect(slack.redEntries()).toEqual([]);
});

test("[text.ephemeral_4000] [text.long_is_noted] a long text is refused privately and noted publicly", async () => {
  const { slack, client } = await aWorkspace();
  const text = "x".repeat(4001);
  const tell = client.chat.postEphemeral({ channel: GENERAL, user: "U0ANA000001", text });
  expect((await refusalOf(tell)).error).toBe("msg_too_long");
  await client.chat.postMessage({ channel: GENERAL, text });
  const notes = slack.journal.entries().filter(({ kind, red }) => kind === "note" && !red);
  expect(notes.map(({ title }) => title)).toContain("A text of 4001 characters: Slack advises at most 4 000");
});

test("[message.blocks_need_text] blocks without a text are red: screen readers read the text alone", async () => {
  const { slack, client } = await aWorkspace();
  await client.apiCall("chat.postMessage", { channel: GENERAL, blocks: [divider] });
  expect(slack.redEntries()[0]?.title).toContain("Blocks without a text");
});

test.each([
  ["[metadata.required] no event_type", { event_payload: { a: 1 } }],
  ["[metadata.required] no event_payload", { event_type: "a_ticket" }],
  ["[metadata.required] a payload that is no object", { event_type: "a_ticket", event_payload: "a" }],
])("%s is invalid_metadata_format", async (_, metadata) => {
  const { client } = await aWorkspace();
  const post = client.apiCall("chat.postMessage", { channel: GENERAL, text: "a", metadata });
  expect((await refusalOf(post)).error).toBe("invalid_metadata_format");
});
