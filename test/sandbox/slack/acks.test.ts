import { expect, test } from "vitest";
import type { LocalSlack } from "../../../sandbox/slack/create-local-slack.ts";
import { aClient } from "./a-client.ts";
import { acks, anApp, answers, neverAcks, refuses } from "./an-app.ts";
import { aButton, aModal } from "./blocks.ts";
import { aBoltApp, aLocalSlack } from "./slack-for-test.ts";

const GENERAL = "C0GENERAL01";
const COMMAND = { channel: "#general", text: "/try it" };
const filled = { number: { value: "+1 555" } };
const titles = (slack: LocalSlack) => slack.redEntries().map(({ title }) => title);

async function aWorkspace() {
  const slack = await aLocalSlack();
  const app = await anApp(slack);
  const client = aClient(slack);
  const ana = slack.human("ana");

  async function aPress() {
    const blocks = [{ type: "actions" as const, elements: [aButton("go")] }];
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", blocks });
    await slack.idle(); // the app hears of its own message
    return () => ana.clickButton({ channel: "#general", ts, action_id: "go" });
  }

  async function aForm() {
    await ana.globalShortcut("start");
    await client.views.open({ trigger_id: String(app.last().trigger_id), view: aModal() });
  }

  /** Runs what is under way past the three seconds. */
  async function late<T>(deed: () => Promise<T>): Promise<T> {
    const before = app.received.length;
    const done = deed();
    await expect.poll(() => app.received.length).toBe(before + 1);
    await slack.clock.advance(3000);
    return done;
  }

  return { slack, app, client, ana, aPress, aForm, late };
}

async function troublesOf(slack: LocalSlack, who: string): Promise<unknown[]> {
  const state = await (await fetch(`${slack.url}/_human/${who}/state`)).json();
  return (state as { messages: Record<string, { troubles: unknown[] }[]> }).messages[GENERAL]?.[0]?.troubles ?? [];
}

test("[http.forms] commands travel as form fields, interactions as one payload field, events as JSON", async () => {
  const { app, ana } = await aWorkspace();
  await ana.slash(COMMAND);
  await ana.globalShortcut("start");
  await ana.say({ channel: "#general", text: "hello" });
  const [command, shortcut, event] = app.received;
  expect(new URLSearchParams(command?.raw).get("command")).toBe("/try");
  expect([...new URLSearchParams(shortcut?.raw).keys()]).toEqual(["payload"]);
  expect(event?.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(event?.raw ?? "")).toMatchObject({ type: "event_callback" });
});

test("[ack.http_forms] an ack is an empty body, plain text or JSON", async () => {
  const { app, ana } = await aWorkspace();
  await ana.slash(COMMAND);
  app.answer = (response) => void response.writeHead(200, { "content-type": "text/plain" }).end("plain");
  await ana.slash(COMMAND);
  app.answer = answers({ text: "as JSON" });
  await ana.slash(COMMAND);
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(["plain", "as JSON"]);
});

for (const mode of ["http", "socket"] as const) {
  test(`[ack.unhandled_command] over ${mode} a command that no listener takes times out, and is red`, async () => {
    const slack = await aLocalSlack({ mode });
    await aBoltApp(slack, mode, () => undefined);
    const ana = slack.human("ana");
    const typed = ana.slash(COMMAND);
    await slack.clock.advance(3000);
    expect(await typed).toMatchObject({ outcome: "timeout" });
    expect(ana.ephemerals().map(({ text }) => text)).toEqual(['/try failed with the error "operation_timeout"']);
    expect(titles(slack)).toEqual(["slash_commands /try was not acked within three seconds"]);
  });
}

test("[ack.action_three_seconds] [ack.unacked_is_red] a press not acked in time warns that person alone", async () => {
  const { slack, app, aPress, late } = await aWorkspace();
  const press = await aPress();
  app.answer = neverAcks;
  expect(await late(press)).toMatchObject({ outcome: "timeout" });
  expect(await troublesOf(slack, "ana")).toHaveLength(1);
  expect(await troublesOf(slack, "ben")).toEqual([]);
  expect(titles(slack)).toEqual(["block_actions was not acked within three seconds"]);
});

test("[ack.unacked_is_red] an ack that comes late is too late for the person, but not red", async () => {
  const { slack, app, ana, late } = await aWorkspace();
  let finish = (): void => undefined;
  app.answer = (response) => {
    finish = () => void response.end();
  };
  expect(await late(() => ana.slash(COMMAND))).toMatchObject({ outcome: "timeout" });
  expect(titles(slack)).toEqual(["slash_commands /try was not acked within three seconds"]);
  finish();
  await expect.poll(() => titles(slack)).toEqual([]);
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(['/try failed with the error "operation_timeout"']);
});

test("[dispatch.action] a press answered with an error status warns as well", async () => {
  const { slack, app, aPress } = await aWorkspace();
  const press = await aPress();
  app.answer = refuses(500);
  expect(await press()).toMatchObject({ outcome: "failed" });
  expect(await troublesOf(slack, "ana")).toHaveLength(1);
  expect(titles(slack)).toEqual(["block_actions was answered with an error status"]);
  app.answer = acks;
  expect(await press()).toMatchObject({ outcome: "acked" });
  expect(await troublesOf(slack, "ana")).toEqual([]);
});

test("[dispatch.view] a form answered with an error status stays open with what was typed", async () => {
  const { app, ana, aForm } = await aWorkspace();
  await aForm();
  app.answer = refuses(503);
  expect(await ana.submitView(filled)).toMatchObject({
    outcome: "failed",
    closed: false,
    trouble: "We had some trouble connecting. Try again?",
  });
  app.answer = acks;
  expect(await ana.submitView()).toMatchObject({ outcome: "acked", closed: true });
});

test("[ack.ignored_body] an answer to an event or a shortcut is read by nobody, and red", async () => {
  const { slack, app, ana } = await aWorkspace();
  app.answer = answers({ text: "nobody sees this" });
  await ana.globalShortcut("start");
  expect(titles(slack)).toEqual(["shortcut start was acked with a body that Slack ignores"]);
  expect(ana.ephemerals()).toEqual([]);
});

test("a red entry that a test expects is left out, and one that never comes is told", async () => {
  const { slack, app, ana } = await aWorkspace();
  slack.expectRed(/^slash_commands \/try was answered/);
  slack.expectRed(/something else/);
  app.answer = refuses(500);
  await ana.slash(COMMAND);
  await ana.globalShortcut("start");
  expect(titles(slack)).toEqual(["shortcut start was answered with an error status"]);
  expect(slack.missingRed()).toEqual([/something else/]);
});

test("[sign.others] a future time and a missing signature can be sent", async () => {
  const { slack, app, ana } = await aWorkspace();
  slack.failNext("delivery:slash_commands", { kind: "signature", as: "future" });
  await ana.slash(COMMAND);
  slack.failNext("delivery:slash_commands", { kind: "signature", as: "missing" });
  await ana.slash(COMMAND);
  const [future, missing] = app.received;
  expect(Number(future?.headers["x-slack-request-timestamp"]) - Date.now() / 1000).toBeGreaterThan(5 * 60);
  expect(future?.headers["x-slack-signature"]).toMatch(/^v0=/);
  expect(missing?.headers).not.toHaveProperty("x-slack-signature");
});

test("[url.verification] [url.ssl_check] Bolt's request URL returns the challenge and answers the unsigned check", async () => {
  const slack = await aLocalSlack();
  await aBoltApp(slack, "http", () => undefined);
  expect(await slack.verifyRequestUrl()).toEqual([]);
  expect(slack.redEntries()).toEqual([]);
});

test("[url.verification] [url.ssl_check] a request URL that answers neither is named twice", async () => {
  const { slack, app } = await aWorkspace();
  app.answer = refuses(404);
  expect(await slack.verifyRequestUrl()).toEqual(titles(slack));
  expect(titles(slack)).toEqual([
    "The request URL did not return the challenge of url_verification",
    "The request URL did not answer ssl_check with 200",
  ]);
  const [challenge, check] = app.received;
  expect(challenge?.payload).toMatchObject({ type: "url_verification" });
  expect(challenge?.headers).toHaveProperty("x-slack-signature");
  expect(check?.payload).toMatchObject({ ssl_check: "1" });
  expect(check?.headers).not.toHaveProperty("x-slack-signature");
});

test("[fault.slow] a slow call is done at once and answered later, a slow delivery is sent later", async () => {
  const { slack, app, ana, client } = await aWorkspace();
  slack.failNext("chat.postMessage", { kind: "slow", ms: 2000 });
  let answered = false;
  const posted = client.chat.postMessage({ channel: "C0SUPPORT01", text: "a" }).finally(() => {
    answered = true;
  });
  await expect.poll(() => slack.messages("#waba-support")).toHaveLength(1);
  await slack.idle();
  await slack.clock.advance(1999);
  await troublesOf(slack, "ana"); // a round trip to the workspace and back
  expect(answered).toBe(false);
  await slack.clock.advance(1);
  expect((await posted).ok).toBe(true);

  app.received.length = 0;
  slack.failNext("delivery:slash_commands", { kind: "slow", ms: 2000 });
  const typed = ana.slash(COMMAND);
  await slack.clock.advance(1999);
  await troublesOf(slack, "ana");
  expect(app.received).toEqual([]);
  await slack.clock.advance(1);
  expect(await typed).toMatchObject({ outcome: "acked" });
});

test("[fault.out_of_order] a delivery held back arrives after the one that followed it", async () => {
  const { slack, app, ana } = await aWorkspace();
  slack.failNext("delivery:events_api", { kind: "out_of_order" });
  const first = ana.say({ channel: "#general", text: "first" });
  const second = ana.say({ channel: "#general", text: "second" });
  await Promise.all([first, second]);
  const texts = app.received.map(({ payload }) => (payload.event as { text: string }).text);
  expect(texts).toEqual(["second", "first"]);
});
