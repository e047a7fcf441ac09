import { RespondError } from "@slack/bolt";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/slack/json.ts";
import { aClient } from "./a-client.ts";
import { anApp } from "./an-app.ts";
import { aButton, section } from "./blocks.ts";
import { aBoltApp, aLocalSlack } from "./slack-for-test.ts";

const GENERAL = "C0GENERAL01";

async function post(url: unknown, body: object): Promise<{ status: number; body: JsonObject }> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(String(url), { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as JsonObject };
}

/** A public message of the app's with a button, pressed by ana. */
async function aPressedMessage(thread = false) {
  const slack = await aLocalSlack();
  const app = await anApp(slack);
  const client = aClient(slack);
  const blocks = [{ type: "actions" as const, elements: [aButton("go")] }];
  const parent = thread ? (await client.chat.postMessage({ channel: GENERAL, text: "parent" })).ts : undefined;
  const place = { channel: GENERAL, ...(parent === undefined ? {} : { thread_ts: parent }) };
  const { ts = "" } = await client.chat.postMessage({ ...place, text: "card", blocks });
  await slack.idle();
  await slack.human("ana").clickButton({ channel: "#general", ts, action_id: "go" });
  const url = app.last().response_url;
  return { slack, ts, url, parent: parent ?? "", texts: () => slack.messages("#general").map(({ text }) => text) };
}

test("[respond.press_default] an answer to a press leaves the message alone and is seen by that person only", async () => {
  const { slack, url, texts } = await aPressedMessage();
  await post(url, { text: "for you" });
  expect(texts()).toEqual(["card"]);
  expect(slack.ephemerals("ana").map(({ text }) => text)).toEqual(["for you"]);
  expect(slack.ephemerals("ben")).toEqual([]);
});

test("[respond.replace_public] [respond.delete_public] a press's answer replaces and deletes the message for everybody", async () => {
  const { slack, ts, url, texts } = await aPressedMessage();
  await post(url, { text: "replaced", blocks: [section("new")], replace_original: true });
  expect(texts()).toEqual(["replaced"]);
  expect(slack.messages("#general")[0]).toMatchObject({ ts, blocks: [{ type: "section" }] });
  await post(url, { delete_original: true });
  expect(texts()).toEqual([]);
});

test("[respond.no_ts] [respond.no_metadata] an answer tells no ts, and metadata in it is red", async () => {
  const { slack, url } = await aPressedMessage();
  expect(await post(url, { text: "a" })).toEqual({ status: 200, body: { ok: true } });
  expect(slack.redEntries()).toEqual([]);
  await post(url, { text: "a", metadata: { event_type: "a", event_payload: {} } });
  expect(slack.redEntries().map(({ title }) => title)).toEqual(["response_url does not know: metadata"]);
});

test("[respond.invalid] an answer without content or with bad blocks is refused and red", async () => {
  const { slack, url } = await aPressedMessage();
  expect((await post(url, {})).body).toEqual({ ok: false, error: "no_text" });
  expect((await post(url, { blocks: [section("x".repeat(3001))] })).body.error).toBe("invalid_blocks");
  expect(slack.redEntries()).toHaveLength(2);
  expect(slack.ephemerals("ana")).toEqual([]);
});

test("[respond.thread] a private answer to a press in a thread goes there, a public one into the channel", async () => {
  const { slack, url, parent, texts } = await aPressedMessage(true);
  await post(url, { text: "private" });
  expect(slack.ephemerals("ana")[0]).toMatchObject({ text: "private", thread_ts: parent });
  await post(url, { text: "public", response_type: "in_channel" });
  expect(texts()).toEqual(["parent", "card", "public"]);
  expect(slack.messages("#general").at(-1)).not.toHaveProperty("thread_ts");
});

test("[respond.sixth_throws] Bolt's respond throws at the sixth use", async () => {
  const slack = await aLocalSlack();
  let thrown: unknown;
  await aBoltApp(slack, "http", (app) => {
    app.command("/try", async ({ ack, respond }) => {
      await ack();
      for (let i = 1; i <= 6; i++) {
        await respond(`${i}`).catch((error: unknown) => {
          thrown = error;
        });
      }
    });
  });
  await slack.human("ana").slash({ channel: "#general", text: "/try" });
  await expect.poll(() => thrown).toBeInstanceOf(RespondError);
  expect(thrown).toMatchObject({ statusCode: 404 });
  expect(slack.ephemerals("ana").map(({ text }) => text)).toEqual(["1", "2", "3", "4", "5"]);
  expect(slack.redEntries().map(({ title }) => title)).toEqual([
    "A response_url was used more than 5 times or after 30 minutes",
  ]);
});
