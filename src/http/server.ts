import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** `"GET /healthz"` → handler. Paths are exact; the query is not part of them. */
export type Routes = Readonly<Record<string, Handler>>;

/** How long a client may take to send the head, and the whole, of a request. */
type Patience = { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number };

export type Serving = { routes: Routes; onError: (error: unknown) => void; patience?: Patience };
export type HttpServer = { port: number; stop: () => Promise<void> };

const PATIENCE: Patience = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5_000 };
const STOP_DEADLINE_MS = 1_000;

/** One server for everything that comes over the network. */
export async function startServer({ host, port, ...serving }: Serving & { host: string; port: number }) {
  const { server, stop } = await listen({ host, port }, serving);
  return { port: (server.address() as AddressInfo).port, stop } satisfies HttpServer;
}

/** A handler that throws or rejects is answered with 500 and never ends the process. */
export async function listen(
  at: { host: string; port: number } | { path: string },
  { routes, onError, patience = PATIENCE }: Serving,
) {
  const server = createServer(patience, (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0];
    const handler = routes[`${request.method} ${path}`] ?? notFound;
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error) => {
        onError(error);
        if (!response.headersSent) answer(response, 500, "Something went wrong.");
        // Half an answer cannot be taken back; ending the connection is how the caller learns of it.
        else if (!response.writableEnded) response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at, resolve);
  });
  // A connection that could not be accepted, for want of file handles for example, is no reason to end.
  server.on("error", onError);
  return { server, stop: () => stop(server) };
}

export function answer(response: ServerResponse, status: number, text: string): void {
  // Who is told to go elsewhere shall not come back over the same connection.
  if (status === 503) response.shouldKeepAlive = false;
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${text}\n`);
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  answer(response, 404, "Nothing is here.");
}

/** `close` alone waits for keep-alive connections: 5 s and more with one idle client. */
async function stop(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), STOP_DEADLINE_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(deadline);
}
