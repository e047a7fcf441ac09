import { type IncomingMessage, request } from "node:http";
import type { Fault } from "../faults.ts";
import { parseJson } from "../json.ts";
import type { Answered, Outgoing } from "./outgoing.ts";
import { sign } from "./sign.ts";

export const USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)";

/** Events travel as JSON, the others as a form; the type carries no charset, or Bolt answers 400. */
function encode({ envelope, payload }: Outgoing): { body: string; type: string } {
  if (envelope === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  const fields: Record<string, string> = {};
  if (envelope === "interactive") fields.payload = JSON.stringify(payload);
  else for (const [key, value] of Object.entries(payload)) if (value != null) fields[key] = String(value);
  return { body: new URLSearchParams(fields).toString(), type: "application/x-www-form-urlencoded" };
}

function retryHeaders({ retry }: Outgoing): Record<string, string> {
  if (!retry) return {};
  return { "X-Slack-Retry-Num": String(retry.attempt), "X-Slack-Retry-Reason": retry.reason };
}

/** One request on a connection of its own; redirects are not followed. */
export function post(url: string, headers: Record<string, string>, body: string): Promise<Answered> {
  return new Promise((resolve) => {
    const call = request(url, { method: "POST", headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", () => resolve({ kind: "unreachable" }));
      response.on("end", () => resolve(readAnswer(response, Buffer.concat(parts).toString("utf8"))));
    });
    call.on("error", () => resolve({ kind: "unreachable" }));
    call.end(body);
  });
}

function readAnswer({ statusCode: status = 0, headers }: IncomingMessage, text: string): Answered {
  const noRetry = headers["x-slack-no-retry"] === "1";
  if (status < 200 || status > 299) return { kind: "refused", status, noRetry };
  const isJson = (headers["content-type"] ?? "").includes("json");
  return { kind: "answered", answer: text === "" ? undefined : isJson ? parseJson(text) : text, noRetry };
}

/** Posts to the app's request URL as Slack does, each request on a connection of its own. */
export async function sendOverHttp(url: string, secret: string, outgoing: Outgoing, fault?: Fault): Promise<Answered> {
  const { body, type } = encode(outgoing);
  const headers = {
    "Content-Type": type,
    "Content-Length": String(Buffer.byteLength(body)),
    "User-Agent": USER_AGENT,
    Connection: "close",
    ...retryHeaders(outgoing),
    ...sign(secret, body, fault?.kind === "signature" ? fault.as : undefined),
  };
  const first = post(url, headers, body);
  if (fault?.kind !== "duplicate") return first;
  if (fault.when === "afterwards") await first;
  await post(url, headers, body);
  return first;
}
