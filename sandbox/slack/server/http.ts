import type { IncomingMessage, ServerResponse } from "node:http";
import { asObject, type JsonObject, parseJson } from "../json.ts";

export type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

/** True when the route took the request. */
export type Route = (exchange: Exchange) => boolean | Promise<boolean>;

const MOST_BYTES = 8 * 1024 * 1024;

export async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) throw new Error("The request body is larger than 8 MB.");
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString("utf8");
}

export async function readObject(request: IncomingMessage): Promise<JsonObject> {
  return asObject(parseJson(await readText(request))) ?? {};
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  type = "text/plain; charset=utf-8",
): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(text);
}

const LOCAL_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Another site's page must not act here, nor a name that somebody pointed at this computer. */
export function isFromHere(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  const hosts = [`http://${host ?? ""}`, ...(origin === undefined ? [] : [origin])];
  return hosts.every((one) => URL.canParse(one) && LOCAL_HOSTS.has(new URL(one).hostname));
}
