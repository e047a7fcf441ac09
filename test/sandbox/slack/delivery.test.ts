import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createClock } from "../../../sandbox/slack/clock.ts";
import { aClient } from "./a-client.ts";
import { anApp, neverAcks, refuses } from "./an-app.ts";
import { APP_TOKEN, aBoltApp, aLocalSlack, SIGNING_SECRET } from "./slack-for-test.ts";

describe("over HTTP", () => {
  test("[sign.raw_body] [http.bare_content_type] [http.user_agent] every request is signed over its raw body and has the bare content type", async () => {
    const slack = await aLocalSlack();
    const app = await anApp(slack);
    await slack.human("ana").slash({ channel: "#general", text: "/try it" });
    const [received] = app.received;
    const stamp = received?.headers["x-slack-request-timestamp"];
    const expected = createHmac("sha256", SIGNING_SECRET).update(`v0:${stamp}:${received?.raw}`).digest("hex");
    expect(received?.headers["x-slack-signature"]).toBe(`v0=${expected}`);
    expect(received?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(received?.headers["user-agent"]).toBe("Slackbot 1.0 (+https://api.slack.com/robots)");
  });

  test("[sign.refused] Bolt refuses a wrong and an old signature, which the person sees as dispatch_failed", async () => {
    const slack = await aLocalSlack();
    await aBoltApp(slack, "http", (app) => app.command("/try", async ({ ack }) => ack("fine")));
    const ana = slack.human("ana");
    for (const as of ["wrong", "stale"] as const) {
      slack.failNext("delivery:slash_commands", { kind: "signature", as });
      expect(await ana.slash({ channel: "#general", text: "/try" })).toMatchObject({ outcome: "failed" });
    }
    expect(ana.ephemerals().at(-1)?.text).toBe('/try failed with the error "dispatch_failed"');
    await ana.slash({ channel: "#general", text: "/try" });
    expect(ana.ephemerals().at(-1)?.text).toBe("fine");
  });

  test("[dispatch.command] a command that is refused or not reached fails in words: slackapi/java-slack-sdk#885", async () => {
    const slack = await aLocalSlack();
    const ana = slack.human("ana");
    expect(await ana.slash({ channel: "#general", text: "/try" })).toMatchObject({ outcome: "offline" });
    await anApp(slack, refuses(500));
    expect(await ana.slash({ channel: "#general", text: "/try" })).toMatchObject({ outcome: "failed" });
    expect(ana.ephemerals().map(({ text }) => text)).toEqual(
      Array(2).fill('/try failed with the error "dispatch_failed"'),
    );
  });

  test("[fault.duplicate] the same request can arrive twice, byte for byte", async () => {
    const slack = await aLocalSlack();
    const app = await anApp(slack);
    slack.failNext("delivery:slash_commands", { kind: "duplicate" });
    await slack.human("ana").slash({ channel: "#general", text: "/try" });
    const [first, second] = app.received;
    expect(second?.raw).toBe(first?.raw);
    expect(second?.headers["x-slack-signature"]).toBe(first?.headers["x-slack-signature"]);
  });
});

describe("events", () => {
  test("[event.retry_schedule] [event.same_id] [event.retry_headers] come again at once, after one minute and after five, with the same event_id", async () => {
    const slack = await aLocalSlack();
    const app = await anApp(slack, refuses(500));
    await slack.human("ana").say({ channel: "#general", text: "hello" });
    await expect.poll(() => app.received.length).toBe(2);
    await slack.clock.advance(60_000);
    await expect.poll(() => app.received.length).toBe(3);
    await slack.idle();
    await slack.clock.advance(5 * 60_000);
    await expect.poll(() => app.received.length).toBe(4);
    await slack.idle();
    await slack.clock.advance(60 * 60_000);
    expect(new Set(app.received.map(({ payload }) => payload.event_id)).size).toBe(1);
    expect(app.received.map(({ headers }) => headers["x-slack-retry-num"])).toEqual([undefined, "1", "2", "3"]);
    expect(app.received.at(-1)?.headers["x-slack-retry-reason"]).toBe("http_error");
  });

  test("[event.no_retry] do not come again when the app says so", async () => {
    const slack = await aLocalSlack();
    const app = await anApp(slack, (response) => {
      response.writeHead(500, { "x-slack-no-retry": "1" });
      response.end();
    });
    await slack.human("ana").say({ channel: "#general", text: "hello" });
    await slack.clock.advance(10 * 60_000);
    await slack.idle();
    expect(app.received).toHaveLength(1);
  });

  test("[event.timeout_retry] an unanswered one is retried as a timeout while the first may still be at work", async () => {
    const slack = await aLocalSlack();
    const app = await anApp(slack, neverAcks);
    const said = slack.human("ana").say({ channel: "#general", text: "hello" });
    await expect.poll(() => app.received.length).toBe(1);
    await slack.clock.advance(3000);
    await said;
    await expect.poll(() => app.received.length).toBe(2);
    expect(app.received[1]?.headers["x-slack-retry-reason"]).toBe("http_timeout");
    await slack.clock.advance(3000);
  });
});

describe("Socket Mode", () => {
  const ticket = async (slack: { apiUrl: string }) =>
    (await aClient(slack as never, APP_TOKEN).apps.connections.open({})).url ?? "";
  const opened = (url: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(url);
      socket.on("message", (data) => resolve(String(data)));
      socket.on("unexpected-response", (_, response) => resolve(`refused ${response.statusCode}`));
    });

  test("[socket.hello] [socket.single_use_ticket] a ticket opens one connection, which begins with hello", async () => {
    const slack = await aLocalSlack({ mode: "socket" });
    const url = await ticket(slack);
    expect(JSON.parse(await opened(url))).toMatchObject({ type: "hello", num_connections: 1 });
    expect(await opened(url)).toBe("refused 404");
  });

  test("[socket.ten_connections] ten connections are the most", async () => {
    const slack = await aLocalSlack({ mode: "socket" });
    for (let i = 0; i < 10; i++) await opened(await ticket(slack));
    expect(await opened(await ticket(slack))).toBe("refused 409");
    expect(slack.connections()).toBe(10);
  });

  test("[dispatch.no_connection] without a connection a command fails at once", async () => {
    const slack = await aLocalSlack({ mode: "socket" });
    expect(await slack.human("ana").slash({ channel: "#general", text: "/try" })).toMatchObject({ outcome: "offline" });
  });

  test("[socket.disconnect_frame] a disconnect frame is sent to every connection", async () => {
    const slack = await aLocalSlack({ mode: "socket" });
    const url = await ticket(slack);
    const frames: string[] = [];
    const socket = new WebSocket(url);
    socket.on("message", (data) => frames.push(String(JSON.parse(String(data)).type)));
    await expect.poll(() => frames).toEqual(["hello"]);
    slack.disconnectSockets();
    await expect.poll(() => frames).toEqual(["hello", "disconnect"]);
  });

  test("[dispatch.closed_socket] an envelope whose connection closes before the ack counts as not delivered", async () => {
    const slack = await aLocalSlack({ mode: "socket" });
    const socket = new WebSocket(await ticket(slack));
    socket.on("message", (data) => {
      if (JSON.parse(String(data)).type === "slash_commands") socket.terminate();
    });
    await expect.poll(() => slack.connections()).toBe(1);
    expect(await slack.human("ana").slash({ channel: "#general", text: "/try" })).toMatchObject({ outcome: "offline" });
  });

  test("[socket.listener_twice] the same envelope twice runs a Bolt listener twice: slackapi/bolt-js#2487", async () => {
    const slack = await aLocalSlack({ mode: "socket" });
    let runs = 0;
    await aBoltApp(slack, "socket", (app) => {
      app.command("/try", async ({ ack }) => {
        runs += 1;
        await ack();
      });
    });
    slack.failNext("delivery:slash_commands", { kind: "duplicate" });
    await slack.human("ana").slash({ channel: "#general", text: "/try" });
    expect(runs).toBe(2);
  });
});

test("[ack.command_three_seconds] [ack.late_is_ignored] three real seconds without an ack end a command, and what comes later is ignored", async () => {
  const slack = await aLocalSlack({ mode: "socket", clock: createClock() });
  let late: Promise<unknown> = Promise.resolve();
  await aBoltApp(slack, "socket", (app) => {
    app.command("/try", ({ ack }) => {
      late = new Promise((resolve) => setTimeout(resolve, 3200)).then(() => ack("too late"));
      return late.then(() => undefined);
    });
  });
  const ana = slack.human("ana");
  expect(await ana.slash({ channel: "#general", text: "/try slow" })).toMatchObject({ outcome: "timeout" });
  await late;
  expect(ana.ephemerals().map(({ text }) => text)).toEqual(['/try failed with the error "operation_timeout"']);
});
