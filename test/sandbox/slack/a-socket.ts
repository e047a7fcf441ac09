import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { LocalSlack } from "../../../sandbox/slack/create-local-slack.ts";
import { asObject, type JsonObject } from "../../../sandbox/slack/json.ts";
import { aClient } from "./a-client.ts";
import { APP_TOKEN } from "./slack-for-test.ts";

/** What to send back for an envelope; undefined leaves it unanswered. */
type Answer = (envelope: JsonObject) => JsonObject | undefined;

const acks: Answer = ({ envelope_id }) => ({ envelope_id });

/** A bare Socket Mode connection that writes down its frames: what travels is seen without a framework in between. */
export async function aSocket(slack: LocalSlack, answer: Answer = acks) {
  const { url = "" } = await aClient(slack, APP_TOKEN).apps.connections.open({});
  const socket = new WebSocket(url);
  onTestFinished(() => socket.terminate());
  const frames: JsonObject[] = [];
  const client = { frames, answer, socket, envelopes: () => frames.filter((frame) => frame.envelope_id !== undefined) };
  const greeted = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      const frame = asObject(JSON.parse(String(data))) ?? {};
      frames.push(frame);
      if (frame.type === "hello") resolve();
      const back = frame.envelope_id === undefined ? undefined : client.answer(frame);
      if (back) socket.send(JSON.stringify(back));
    });
  });
  await greeted;
  return client;
}
