import { createGraphClient } from "../../../src/providers/meta/client.ts";
import { createRequest } from "../../../src/providers/shared/request.ts";
import { createHttpTestServer } from "../shared/http-test-server.ts";
import { NOW, TOKEN } from "./graph-world.ts";

export type Asked = { path: string; query: Record<string, string>; authorization: string | undefined };
export type Said = { status?: number; headers?: Record<string, string>; body?: unknown; text?: string };

/** A client in front of a Graph that answers what the test says, in words of its own. */
export async function createScriptedGraph(answer: (asked: Asked, nth: number) => Said) {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const time = { now: NOW };
  const baseUrl = await createHttpTestServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://graph.test");
    const { authorization } = request.headers;
    asked.push({ path: url.pathname, query: Object.fromEntries(url.searchParams), authorization });
    const { status = 200, headers = {}, body, text } = answer(asked.at(-1) as Asked, asked.length);
    response.writeHead(status, headers).end(text ?? JSON.stringify(body));
  });
  const client = createGraphClient({
    request: createRequest({ provider: "Meta", maxBytes: 10_000 }),
    token: TOKEN,
    baseUrl: `${baseUrl}/`,
    version: "v25.0",
    clock: () => time.now,
    waiting: { sleep: async (ms) => void waits.push(ms), random: () => 0 },
  });
  return { client, asked, waits, time };
}
