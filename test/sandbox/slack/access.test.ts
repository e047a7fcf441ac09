import { expect, test } from "vitest";
import { aClient, refusalOf } from "./a-client.ts";
import { APP_TOKEN, aLocalSlack, MANIFEST } from "./slack-for-test.ts";

test("[api.invalid_auth] [api.app_token] [api.not_authed] refuses a wrong token, the app token, and none", async () => {
  const slack = await aLocalSlack();
  expect((await refusalOf(aClient(slack, "xoxb-not-it").auth.test())).error).toBe("invalid_auth");
  expect((await refusalOf(aClient(slack, APP_TOKEN).auth.test())).error).toBe("not_allowed_token_type");
  const answer = await fetch(`${slack.apiUrl}auth.test`, { method: "POST" });
  expect(await answer.json()).toEqual({ ok: false, error: "not_authed" });
  expect(slack.redEntries()).toHaveLength(3);
});

test("[scope.missing_scope] asks for the scopes of the manifest, by kind of conversation", async () => {
  const slack = await aLocalSlack();
  const client = aClient(slack);
  expect(await refusalOf(client.users.info({ user: "U0ANA000001" }))).toMatchObject({
    error: "missing_scope",
    needed: "users:read",
  });
  expect(await refusalOf(client.conversations.history({ channel: "C0PRIVATE01" }))).toMatchObject({
    needed: "groups:history",
  });
  expect(await refusalOf(client.conversations.list({ types: "im" }))).toMatchObject({ needed: "im:read" });
  expect((await client.conversations.info({ channel: "C0PRIVATE01" })).channel?.is_private).toBe(true);
  expect(slack.redEntries()).toHaveLength(3);
});

test("[api.unknown_method] [api.unknown_argument] an unknown method and an unknown argument are red", async () => {
  const slack = await aLocalSlack();
  const client = aClient(slack);
  expect(await refusalOf(client.apiCall("chat.scream"))).toMatchObject({ error: "unknown_method" });
  await client.apiCall("chat.postMessage", { channel: "C0GENERAL01", text: "a", colour: "red" });
  expect(slack.redEntries().map(({ title }) => title)).toEqual([
    "chat.scream: unknown_method",
    "chat.postMessage does not know: colour",
  ]);
});

test("[manifest.event_scope] a manifest that subscribes without the scope is red from the start", async () => {
  const slack = await aLocalSlack({ manifest: { ...MANIFEST, oauth_config: { scopes: { bot: ["chat:write"] } } } });
  expect(slack.redEntries().map(({ title }) => title)).toContain(
    "The manifest subscribes to app_mention without the scope app_mentions:read",
  );
});

test("[list.cursor] lists come in pages", async () => {
  const slack = await aLocalSlack();
  const first = await aClient(slack).conversations.list({ limit: 2, types: "public_channel,private_channel" });
  expect(first.channels?.map(({ name }) => name)).toEqual(["general", "waba-support"]);
  const cursor = first.response_metadata?.next_cursor ?? "";
  const second = await aClient(slack).conversations.list({
    limit: 20,
    cursor,
    types: "public_channel,private_channel",
  });
  expect(second.channels?.map(({ name }) => name)).toEqual(["waba-private", "shared-with-partner", "random"]);
  expect(second.response_metadata?.next_cursor).toBe("");
});

test("[history.window] history tells the newest first, and a window leaves its edges out", async () => {
  const slack = await aLocalSlack();
  const client = aClient(slack);
  const ts: string[] = [];
  for (const text of ["one", "two", "three"])
    ts.push((await client.chat.postMessage({ channel: "C0GENERAL01", text })).ts ?? "");
  const read = async (window: object) =>
    (await client.conversations.history({ channel: "C0GENERAL01", ...window })).messages?.map(({ text }) => text);
  expect(await read({})).toEqual(["three", "two", "one"]);
  expect(await read({ oldest: ts[0] })).toEqual(["three", "two"]);
  expect(await read({ oldest: ts[1], inclusive: true })).toEqual(["three", "two"]);
});

test("[rate.per_channel] [rate.burst] the rate limit of one message a second and channel holds only behind its switch", async () => {
  const strict = await aLocalSlack({ strict: { rate: true } });
  const client = aClient(strict);
  const burst = Array.from({ length: 6 }, (_, i) => client.chat.postMessage({ channel: "C0GENERAL01", text: `${i}` }));
  const done = await Promise.allSettled(burst);
  expect(done.filter(({ status }) => status === "rejected")).toHaveLength(2);
  await client.chat.postMessage({ channel: "C0SUPPORT01", text: "elsewhere" });
  await strict.clock.advance(1000);
  await client.chat.postMessage({ channel: "C0GENERAL01", text: "later" });
});
