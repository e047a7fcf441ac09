import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { LocalSlack } from "../../../sandbox/slack/create-local-slack.ts";
import { asObject, type JsonObject } from "../../../sandbox/slack/json.ts";

export type Received = { headers: IncomingHttpHeaders; raw: string; payload: JsonObject };
type Answer = (response: ServerResponse, received: Received) => void;

export const acks: Answer = (response) => void response.end();
export const neverAcks: Answer = () => {};
export const answers =
  (body: JsonObject): Answer =>
  (response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  };
export const refuses =
  (status: number): Answer =>
  (response) => {
    response.statusCode = status;
    response.end();
  };

function parse(headers: IncomingHttpHeaders, raw: string): JsonObject {
  if (headers["content-type"] === "application/json") return asObject(JSON.parse(raw)) ?? {};
  const form = new URLSearchParams(raw);
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : (asObject(JSON.parse(payload)) ?? {});
}

/** A bare HTTP app that writes down what it received: what travels is seen without a framework in between. */
export async function anApp(slack: LocalSlack, answer: Answer = acks) {
  const received: Received[] = [];
  const app = { received, answer, last: (): JsonObject => received.at(-1)?.payload ?? {} };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString("utf8");
    const one = { headers: request.headers, raw, payload: parse(request.headers, raw) };
    received.push(one);
    app.answer(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return app;
}
