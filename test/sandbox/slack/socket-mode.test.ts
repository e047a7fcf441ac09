import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { expect, onTestFinished, test } from "vitest";
import { aClient } from "./a-client.ts";
import { aSocket } from "./a-socket.ts";
import { aModal } from "./blocks.ts";
import { APP_TOKEN, aLocalSlack, BOT_TOKEN } from "./slack-for-test.ts";

const COMMAND = { channel: "#general", text: "/try it" };

test("[socket.envelope] an envelope names its kind, whether an answer is read, and for events the attempt", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const client = await aSocket(slack);
  const ana = slack.human("ana");
  await ana.slash(COMMAND);
  await ana.say({ channel: "#general", text: "hello" });
  const [command, event] = client.envelopes();
  expect(command).toEqual({
    envelope_id: expect.any(String),
    type: "slash_commands",
    payload: expect.objectContaining({ command: "/try" }),
    accepts_response_payload: true,
  });
  expect(event).toMatchObject({ type: "events_api", accepts_response_payload: false, retry_attempt: 0 });
  expect(event?.retry_reason).toBe("");
});

test.each([
  ["[ack.socket_forms] the envelope's id alone", {}, []],
  ["[ack.socket_forms] an empty payload", { payload: {} }, []],
  ["[ack.socket_forms] a text", { payload: { text: "hi" } }, ["hi"]],
])("%s is an ack", async (_, more, shown) => {
  const slack = await aLocalSlack({ mode: "socket" });
  await aSocket(slack, ({ envelope_id }) => ({ envelope_id, ...more }));
  const ana = slack.human("ana");
  expect(await ana.slash(COMMAND)).toMatchObject({ outcome: "acked" });
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(shown);
});

test("[socket.one_of_them] each envelope goes to one connection, not to all", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const clients = [await aSocket(slack), await aSocket(slack), await aSocket(slack)];
  for (let i = 0; i < 6; i++) await slack.human("ana").slash(COMMAND);
  expect(clients.map(({ envelopes }) => envelopes().length)).toEqual([2, 2, 2]);
  const ids = clients.flatMap(({ envelopes }) => envelopes().map(({ envelope_id }) => envelope_id));
  expect(new Set(ids).size).toBe(6);
});

test("[socket.ping] pings of the app are answered, and the workspace sends its own", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const { socket } = await aSocket(slack);
  const pong = new Promise((resolve) => socket.once("pong", resolve));
  socket.ping();
  await pong;
  const ping = new Promise((resolve) => socket.once("ping", resolve));
  await slack.clock.advance(30_000);
  await ping;
});

test("[socket.disconnect] after a disconnect frame Bolt connects again and is served", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    clientPingTimeout: 300,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  const app = new App({ token: BOT_TOKEN, receiver, logLevel: LogLevel.ERROR, clientOptions });
  app.command("/try", ({ ack }) => ack("still here"));
  await app.start();
  onTestFinished(async () => void (await app.stop()));
  slack.disconnectSockets();
  await expect.poll(() => slack.connections()).toBe(0);
  await expect.poll(() => slack.connections()).toBe(1);
  await slack.human("ana").slash(COMMAND);
  expect(slack.ephemerals("ana").map(({ text }) => text)).toEqual(["still here"]);
});

test("[socket.event_retry] [socket.retry_reason] an event that is not acked comes again with its attempt", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const client = await aSocket(slack, () => undefined);
  const said = slack.human("ana").say({ channel: "#general", text: "hello" });
  await expect.poll(() => client.envelopes().length).toBe(1);
  await slack.clock.advance(3000);
  await said;
  await expect.poll(() => client.envelopes().length).toBe(2);
  client.answer = ({ envelope_id }) => ({ envelope_id });
  await slack.clock.advance(3000);
  await slack.clock.advance(60_000);
  await expect.poll(() => client.envelopes().length).toBe(3);
  await slack.idle();
  await slack.clock.advance(10 * 60_000);
  expect(client.envelopes().map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
    [0, ""],
    [1, "timeout"],
    [2, "timeout"],
  ]);
  const events = client.envelopes().map(({ payload }) => payload as { event_id: string });
  expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(1);
});

test("[socket.fresh_redelivery] an event can come again as new: attempt 0 and the same envelope", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const client = await aSocket(slack);
  slack.failNext("delivery:events_api", { kind: "duplicate", when: "afterwards" });
  await slack.human("ana").say({ channel: "#general", text: "hello" });
  const [first, second] = client.envelopes();
  expect(second).toEqual(first);
  expect(second).toMatchObject({ retry_attempt: 0 });
});

test("[ack.late_view] an ack of a form after three seconds changes nothing over a socket either", async () => {
  const slack = await aLocalSlack({ mode: "socket" });
  const client = await aSocket(slack);
  const ana = slack.human("ana");
  await ana.globalShortcut("start");
  const payload = client.envelopes()[0]?.payload as { trigger_id: string };
  await aClient(slack).views.open({ trigger_id: payload.trigger_id, view: aModal() });
  client.answer = () => undefined;
  const submitted = ana.submitView({ number: { value: "+1 555" } });
  await expect.poll(() => client.envelopes().length).toBe(2);
  await slack.clock.advance(3000);
  expect(await submitted).toMatchObject({ outcome: "timeout", closed: false });
  const clear = { envelope_id: client.envelopes()[1]?.envelope_id, payload: { response_action: "clear" } };
  client.socket.send(JSON.stringify(clear));
  const pong = new Promise((resolve) => client.socket.once("pong", resolve));
  client.socket.ping(); // answered after the ack was read
  await pong;
  expect(ana.views()).toHaveLength(1);
});
