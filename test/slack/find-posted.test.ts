import { WebClient } from "@slack/web-api";
import { expect, it } from "vitest";
import { plus, SECOND } from "../../src/domain/time.ts";
import { clientOptions } from "../../src/slack/clients.ts";
import { findPosted } from "../../src/slack/find-posted.ts";
import { aLocalSlack, BOT_TOKEN } from "../sandbox/slack/slack-for-test.ts";
import { aNotice } from "../store/builders.ts";

type Where = { others?: number; inThread?: boolean };

/** A channel, or a thread, with our message behind those of others; all written after it was wanted. */
async function aConversation({ others = 0, inThread = false }: Where = {}) {
  const slack = await aLocalSlack();
  const client = new WebClient(BOT_TOKEN, clientOptions(slack.apiUrl, 60_000));
  const channel = (await client.conversations.list()).channels?.find(({ name }) => name === "general")?.id ?? "";
  const notice = {
    ...aNotice({ channel }),
    wantedAt: plus(new Date().toISOString(), -SECOND),
    sentRevision: 0,
    ts: null,
    state: "unknown" as const,
    refusedBecause: null,
  };
  const parent = (await client.chat.postMessage({ channel, text: "parent" })).ts ?? "";
  const thread = inThread ? { thread_ts: parent } : {};
  const noise = async () => {
    const lines = Array.from({ length: others }, (_, n) => `line ${n}`);
    await Promise.all(lines.map((text) => client.chat.postMessage({ channel, text, ...thread })));
  };
  const post = (id = notice.id) =>
    client.chat.postMessage({
      channel,
      text: "ours",
      metadata: { event_type: "waba_ticket", event_payload: { notice: id } },
      ...thread,
    });
  return { slack, noise, post, find: () => findPosted(client, notice, inThread ? parent : null) };
}

it("finds our message by its id in the channel", async () => {
  const { post, find } = await aConversation();
  await post("another notice");
  expect(await find()).toBe("absent");
  const { ts } = await post();
  expect(await find()).toEqual({ ts });
});

it("finds it at the end of a long thread", async () => {
  const { noise, post, find } = await aConversation({ inThread: true, others: 230 });
  await noise();
  const { ts } = await post();
  expect(await find()).toEqual({ ts });
});

it("finds it below what came after it", async () => {
  const { noise, post, find } = await aConversation({ others: 230 });
  const { ts } = await post();
  await noise();
  expect(await find()).toEqual({ ts });
});

it("does not read on for ever", async () => {
  const { noise, post, find } = await aConversation({ others: 1001 });
  await post();
  await noise();
  expect(await find()).toBe("unreadable");
});

it.each(["missing_scope", "not_in_channel", "channel_not_found"])("knows that it may not look: %s", async (error) => {
  const { slack, find } = await aConversation();
  slack.failNext("conversations.history", { kind: "error", error });
  expect(await find()).toBe("unreadable");
});

it.each([
  ["a limit", { kind: "rate_limited", retryAfter: 1 }],
  ["an outage", { kind: "http", status: 503 }],
  ["a cut line", { kind: "drop" }],
  ["a trouble of Slack's", { kind: "error", error: "internal_error" }],
] as const)("%s is no answer: it looks again later", async (_, fault) => {
  const { slack, find } = await aConversation();
  slack.failNext("conversations.history", fault);
  await expect(find()).rejects.toThrow();
});
