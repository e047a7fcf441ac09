import { EventEmitter } from "node:events";
import type { App } from "@slack/bolt";
import { ErrorCode } from "@slack/web-api";
import { describe, expect, test, vi } from "vitest";
import { boltLogger } from "../../src/slack/bolt-logger.ts";
import { keepLine } from "../../src/slack/keep-line.ts";
import { createSocketReceiver } from "../../src/slack/socket-receiver.ts";
import { WITHIN } from "../support/within.ts";

function aLogger() {
  const error = vi.fn();
  return { error, logger: boltLogger({ debug() {}, info() {}, warn() {}, error }) };
}

// A rejection nobody handles fails the run by itself, as it would end the process.
describe("a frame of Slack's", () => {
  const FRAMES = [
    "null",
    "5",
    "[]",
    "not json",
    "{}",
    '{"type":"events_api"}',
    '{"type":"events_api","payload":null}',
    // https://docs.slack.dev/reference/events/app_rate_limited: an event without an event in it.
    '{"type":"events_api","envelope_id":"1","payload":{"type":"app_rate_limited","minute_rate_limited":1518467820}}',
  ];

  function aReceiver() {
    const { logger, error } = aLogger();
    const options = { appToken: "xapp-1", slackApiUrl: "http://127.0.0.1:9/api/", answerWithinMs: 1_000, logger };
    const receiver = createSocketReceiver(options);
    const processEvent = vi.fn(async () => {});
    receiver.init({ processEvent } as unknown as App);
    return { processEvent, error, receive: (frame: string) => receiver.client.emit("ws_message", frame, false) };
  }

  test.each(FRAMES)("%s does not end the process, and the next one is read", async (frame) => {
    const { processEvent, receive } = aReceiver();
    receive(frame);
    receive('{"type":"slash_commands","envelope_id":"2","payload":{"command":"/waba"}}');
    await vi.waitFor(() => expect(processEvent).toHaveBeenCalledWith(whose({ command: "/waba" })), WITHIN);
  });

  test("that holds no event is told without what was in it", async () => {
    const { error, receive } = aReceiver();
    receive('{"type":"events_api","payload":{"type":"app_rate_limited","text":"typed by a person"}}');
    await vi.waitFor(() => expect(error).toHaveBeenCalledOnce(), WITHIN);
    expect(error.mock.calls[0]?.[1]).toContain("Slack sent something that is no event");
    expect(JSON.stringify(error.mock.calls)).not.toContain("typed by a person");
  });

  const whose = (body: object) => expect.objectContaining({ body });
});

describe("a line to Slack", () => {
  const refusal = () =>
    Object.assign(new Error("refused"), { code: ErrorCode.PlatformError, data: { error: "invalid_auth" } });

  /** The SDK's client as far as a line uses it: `answers` are those to its attempts, the last one for good. */
  function aClient(answers: readonly (Error | "connected" | "never")[]) {
    const left = [...answers];
    const start = vi.fn(() => {
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer === "never") return new Promise<never>(() => {});
      return answer === "connected" ? Promise.resolve({ ok: true }) : Promise.reject(answer);
    });
    return Object.assign(new EventEmitter(), { start, disconnect: vi.fn(async () => {}) });
  }
  const keep = (client: ReturnType<typeof aClient>) =>
    keepLine(client as unknown as Parameters<typeof keepLine>[0], aLogger().logger);

  test("whose token is refused at the start says what to do", async () => {
    const line = keep(aClient([refusal()]));
    await expect(line.open()).rejects.toThrow(/SLACK_APP_TOKEN \(invalid_auth\).*connections:write/);
  });

  test("is waited for while Slack has an outage", async () => {
    const client = aClient([new Error("fetch failed"), "connected"]);
    await keep(client).open();
    expect(client.start).toHaveBeenCalledTimes(2);
  });

  test("that ends is opened again, also after a refusal", async () => {
    const client = aClient(["connected", refusal(), "connected"]);
    await keep(client).open();
    client.emit("disconnected");
    await vi.waitFor(() => expect(client.start).toHaveBeenCalledTimes(3), WITHIN);
  });

  test("that was stopped is opened no more", async () => {
    const client = aClient(["connected", new Error("fetch failed")]);
    const line = keep(client);
    await line.open();
    client.emit("disconnected");
    await line.close();
    client.emit("disconnected");
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.start).toHaveBeenCalledTimes(2);
    expect(client.disconnect).toHaveBeenCalled();
  });
});
