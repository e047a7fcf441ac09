import { describe, expect, test } from "vitest";
import { aClient, refusalOf } from "./a-client.ts";
import { divider, section } from "./blocks.ts";
import { aLocalSlack } from "./slack-for-test.ts";

const GENERAL = "C0GENERAL01";
const x = (length: number): string => "x".repeat(length);
const errors = (slack: { redEntries(): readonly { title: string }[] }) => slack.redEntries().map(({ title }) => title);

describe("chat.postMessage", () => {
  test("[blocks.errors] names what is wrong with blocks and where: adobe/spacecat-api-service#176", async () => {
    const slack = await aLocalSlack();
    const refused = await refusalOf(
      aClient(slack).chat.postMessage({ channel: GENERAL, text: "a", blocks: [section(x(3001))] }),
    );
    expect(refused.error).toBe("invalid_blocks");
    expect(refused.errors).toEqual([
      "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ]);
    expect(refused.response_metadata?.messages?.[0]).toMatch(/^\[ERROR\] failed to match/);
    expect(errors(slack)).toEqual(["chat.postMessage: invalid_blocks"]);
  });

  test("[blocks.unparsable] refuses blocks that are no JSON", async () => {
    const slack = await aLocalSlack();
    const body = new URLSearchParams({ channel: GENERAL, text: "a", blocks: "[{" });
    const headers = { authorization: "Bearer test-bot-token" };
    const answer = await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST", headers, body });
    expect(await answer.json()).toMatchObject({ ok: false, error: "invalid_blocks_format" });
  });

  test("[api.form_members] keeps a text that looks like JSON as it is", async () => {
    const slack = await aLocalSlack();
    await aClient(slack).chat.postMessage({ channel: GENERAL, text: '{"error": [1]}' });
    expect(slack.messages("#general")[0]?.text).toBe('{"error": [1]}');
  });

  test("[text.cumulative] counts the text of all blocks together: slackapi/bolt-js#2867", async () => {
    const slack = await aLocalSlack();
    const client = aClient(slack);
    const four = [section(x(2500)), section(x(2500)), section(x(2500)), section(x(2500))];
    await client.chat.postMessage({ channel: GENERAL, text: "a", blocks: four });
    const five = [...four, section("x")];
    expect((await refusalOf(client.chat.postMessage({ channel: GENERAL, text: "a", blocks: five }))).error).toBe(
      "msg_blocks_too_long",
    );
  });

  test("[text.no_text] [text.cut_at_40000] needs something to say, and cuts at 40 000 characters", async () => {
    const slack = await aLocalSlack();
    const client = aClient(slack);
    expect((await refusalOf(client.chat.postMessage({ channel: GENERAL, text: "" }))).error).toBe("no_text");
    const cut = await client.chat.postMessage({ channel: GENERAL, text: x(41_000) });
    expect(cut.warning).toBe("message_truncated");
    expect(slack.messages("#general")[0]?.text).toHaveLength(40_000);
  });

  test("[member.not_in_channel] [member.private_hidden] [member.archived] knows where the app may write", async () => {
    const slack = await aLocalSlack();
    const post = (channel: string) => refusalOf(aClient(slack).chat.postMessage({ channel, text: "a" }));
    expect((await post("C0RANDOM001")).error).toBe("not_in_channel");
    expect((await post("C0SECRET001")).error).toBe("channel_not_found");
    expect((await post("C0NOWHERE01")).error).toBe("channel_not_found");
    expect((await post("U0ANA000001")).error).toBe("messages_tab_disabled");
    slack.changeChannel({ channel: "#general", archived: true });
    expect((await post(GENERAL)).error).toBe("is_archived");
  });

  test("[message.block_ids] [message.unique_ts] gives every block an id, and every message a ts of its own", async () => {
    const slack = await aLocalSlack();
    const client = aClient(slack);
    const posts = await Promise.all(
      [1, 2, 3].map(() => client.chat.postMessage({ channel: GENERAL, text: "a", blocks: [divider] })),
    );
    expect(new Set(posts.map(({ ts }) => ts)).size).toBe(3);
    expect(slack.messages("#general").every(({ blocks }) => typeof blocks?.[0]?.block_id === "string")).toBe(true);
  });

  test("[message.thread_parent] complains about a reply to nothing and a reply to a reply", async () => {
    const slack = await aLocalSlack();
    const client = aClient(slack);
    const { ts } = await client.chat.postMessage({ channel: GENERAL, text: "parent" });
    const reply = await client.chat.postMessage({ channel: GENERAL, text: "reply", thread_ts: ts ?? "" });
    expect(slack.thread("#general", ts ?? "").map(({ text }) => text)).toEqual(["parent", "reply"]);
    expect(slack.redEntries()).toEqual([]);
    await client.chat.postMessage({ channel: GENERAL, text: "a", thread_ts: reply.ts ?? "" });
    await client.chat.postMessage({ channel: GENERAL, text: "a", thread_ts: "1700000000.000001" });
    expect(slack.redEntries()).toHaveLength(2);
  });
});

describe("metadata", () => {
  const post = (slack: { apiUrl: string }, event_payload: Record<string, unknown>) =>
    aClient(slack as never).chat.postMessage({
      channel: GENERAL,
      text: "a",
      metadata: { event_type: "a_ticket", event_payload: event_payload as Record<string, string> },
    });

  test("[metadata.only_when_asked] is given back only with include_all_metadata", async () => {
    const slack = await aLocalSlack();
    await post(slack, { ticket: "WL-1", list: [{ a: 1 }] });
    const read = (include_all_metadata: boolean) =>
      aClient(slack).conversations.history({ channel: GENERAL, include_all_metadata });
    expect((await read(true)).messages?.[0]?.metadata?.event_payload).toEqual({ ticket: "WL-1", list: [{ a: 1 }] });
    expect((await read(false)).messages?.[0]).not.toHaveProperty("metadata");
  });

  test("[metadata.flat] [metadata.size] takes flat values only, and not too many: @slack/types message-metadata", async () => {
    const slack = await aLocalSlack();
    await post(slack, { text: "a", number: 1, yes: true, object: { a: 1 }, list: [{ a: 1 }, { b: "2" }] });
    for (const wrong of [{ a: { b: 1 } }, ["a"], null, [[{ a: 1 }]]]) {
      expect((await refusalOf(post(slack, { wrong }))).error).toBe("invalid_metadata_format");
    }
    expect((await refusalOf(post(slack, { long: x(9000) }))).error).toBe("metadata_too_large");
  });
});

describe("chat.update", () => {
  async function aMessage() {
    const slack = await aLocalSlack();
    const client = aClient(slack);
    const metadata = { event_type: "a_ticket", event_payload: { ticket: "WL-1" } };
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "first", blocks: [divider], metadata });
    const message = () => slack.messages("#general").find((one) => one.ts === ts);
    return { slack, client, ts, message };
  }

  test("[update.text_without_blocks] [update.edited] removes blocks when only a text is given, and says so in red: the method's page against slack-go/slack#1214", async () => {
    const { slack, client, ts, message } = await aMessage();
    await client.chat.update({ channel: GENERAL, ts, text: "second" });
    expect(message()).not.toHaveProperty("blocks");
    expect(message()?.edited).toBeDefined();
    expect(errors(slack)[0]).toContain("chat.update with text and without blocks");
  });

  test("[update.metadata_kept] keeps metadata that is left out and clears it with {}", async () => {
    const { client, ts, message } = await aMessage();
    await client.chat.update({ channel: GENERAL, ts, text: "second", blocks: [section("b")] });
    expect(message()?.metadata).toBeDefined();
    expect(message()?.edited).toBeUndefined();
    await client.chat.update({ channel: GENERAL, ts, text: "third", blocks: [section("b")], metadata: {} as never });
    expect(message()?.metadata).toBeUndefined();
  });

  test("[update.msg_too_long] [update.own_only] [update.not_found] [update.inactive] refuses long texts, strangers' messages, absent ones and archived channels", async () => {
    const { slack, client, ts } = await aMessage();
    const update = (change: object) =>
      refusalOf(client.chat.update({ channel: GENERAL, ts, text: "a", blocks: [divider], ...change }));
    expect((await update({ text: x(4001) })).error).toBe("msg_too_long");
    const said = await slack.human("ana").say({ channel: "#general", text: "mine" });
    expect((await update({ ts: said.message?.ts })).error).toBe("cant_update_message");
    expect((await update({ ts: "1700000000.000001" })).error).toBe("message_not_found");
    slack.changeChannel({ channel: "#general", archived: true });
    expect((await update({})).error).toBe("is_inactive");
  });
});

test("[member.ephemeral_member] [member.ephemeral_not_in_history] an ephemeral message reaches members only and is never in the history", async () => {
  const slack = await aLocalSlack();
  const client = aClient(slack);
  const tell = (user: string) => client.chat.postEphemeral({ channel: "C0SUPPORT01", user, text: "psst" });
  await tell("U0ANA000001");
  expect(slack.ephemerals("ana").map(({ text }) => text)).toEqual(["psst"]);
  expect(slack.ephemerals("ben")).toEqual([]);
  expect((await refusalOf(tell("U0DAN000001"))).error).toBe("user_not_in_channel");
  expect((await client.conversations.history({ channel: "C0SUPPORT01" })).messages).toEqual([]);
});
