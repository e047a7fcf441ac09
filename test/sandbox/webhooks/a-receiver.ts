import type { IncomingHttpHeaders } from "node:http";
import { createHttpTestServer } from "../../providers/shared/http-test-server.ts";

export type Received = { method: string; url: URL; headers: IncomingHttpHeaders; body: Buffer };
type Answer = { status?: number; text?: string; headers?: Record<string, string> } | "hang up";

/** A server that keeps what it was sent, byte for byte, closed when the test ends. */
export async function aReceiver(answer: (received: Received) => Answer = () => ({})) {
  const received: Received[] = [];
  const url = await createHttpTestServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "", headers } = request;
    const one = { method, headers, url: new URL(request.url ?? "/", "http://here"), body: Buffer.concat(parts) };
    received.push(one);
    const answered = answer(one);
    if (answered === "hang up") return void response.destroy();
    response.writeHead(answered.status ?? 200, answered.headers).end(answered.text ?? "");
  });
  return { url, received, last: () => received.at(-1) as Received };
}
