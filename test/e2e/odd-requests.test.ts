import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sign } from "../../sandbox/slack/delivery/sign.ts";
import { LOCAL_TOKENS } from "../../sandbox/tokens.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const asForm = (payload: unknown) => `payload=${encodeURIComponent(JSON.stringify(payload))}`;

// A rejection nobody handles fails the run by itself, as it would end the process.
describe("whatever is signed as Slack's is answered, and the bot lives on", () => {
  let bot: TestBot;
  let url: string;
  beforeAll(async () => {
    bot = await startTestBot({ answerWithinMs: 300 });
    // Asked about a person that the request did not name.
    bot.slack.expectRed(/^users\.info: invalid_arguments$/);
    url = `http://127.0.0.1:${bot.bot.port}/slack/events`;
  });
  afterAll(async () => {
    await bot?.stop();
  });

  const post = (body: string, type = JSON_TYPE, how?: "wrong" | "missing") =>
    fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": type, ...sign(LOCAL_TOKENS.signingSecret, body, how) },
    });

  async function livesOn(): Promise<void> {
    const health = await fetch(`http://127.0.0.1:${bot.bot.port}/readyz`);
    expect(health.status).toBe(200);
  }

  test.each([
    ["null", JSON_TYPE],
    ["[]", JSON_TYPE],
    ["5", JSON_TYPE],
    ['"text"', JSON_TYPE],
    ["true", JSON_TYPE],
    ["not json", JSON_TYPE],
    ["", JSON_TYPE],
    [asForm(null), FORM],
    [asForm([]), FORM],
    ["payload={", FORM],
    ["command=%2Fwaba", `${FORM}; charset=utf-8`],
  ])("%j as %s is refused", async (body, type) => {
    expect((await post(body, type)).status).toBe(400);
    await livesOn();
  });

  test.each([
    ["{}", JSON_TYPE],
    ['{"event_id":5,"type":"event_callback","event":{"type":"app_mention"}}', JSON_TYPE],
    ['{"event_id":"Ev1","type":"event_callback","event":null}', JSON_TYPE],
    ['{"event_id":"Ev2","type":"event_callback","event":{"type":"error"}}', JSON_TYPE],
    ['{"event_id":"Ev3","type":"event_callback","event":{"type":"app_mention","text":null}}', JSON_TYPE],
    ['{"type":"app_rate_limited","minute_rate_limited":1518467820}', JSON_TYPE],
    ["command=%2Fwaba", FORM],
    ["command=%2Funknown&text=x", FORM],
    [asForm({}), FORM],
    [asForm({ type: "block_actions" }), FORM],
    [asForm({ type: "block_actions", actions: [], user: { id: "U1" }, team: null }), FORM],
    [asForm({ type: "block_actions", actions: [{}], user: { id: "U1" } }), FORM],
    [asForm({ type: "view_submission", view: null }), FORM],
    [asForm({ type: "view_submission", view: { callback_id: "escalate", state: {} }, user: {} }), FORM],
    [asForm({ type: "message_action", callback_id: "diagnose_message" }), FORM],
    [asForm({ type: "shortcut" }), FORM],
  ])("%j as %s has an answer", async (body, type) => {
    expect((await post(body, type)).status).toBeGreaterThanOrEqual(200);
    await livesOn();
  });

  test("more than four megabytes are refused", async () => {
    expect((await post(JSON.stringify({ text: "x".repeat(4 * 1024 * 1024) }))).status).toBe(413);
    await livesOn();
  });

  test.each(["wrong", "missing"] as const)("a %s signature is refused", async (how) => {
    expect((await post("{}", JSON_TYPE, how)).status).toBe(401);
    await livesOn();
  });

  test("a client that leaves in the middle of its body", async () => {
    const socket = connect(bot.bot.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"half":');
    socket.destroy();
    await once(socket, "close");
    await livesOn();
  });

  test("what is no HTTP at all is refused", async () => {
    const socket = connect(bot.bot.port, "127.0.0.1");
    socket.write("\x16\x03\x01 hello\r\n\r\n");
    const [said] = await once(socket, "data");
    expect(String(said)).toMatch(/^HTTP\/1\.1 400/);
    await livesOn();
  });
});
