import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const PAGE = new URL("../../sandbox/page/", import.meta.url).pathname;
const TYPES: Record<string, string> = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

export type Json = Record<string, unknown>;

/** Serves the page with answers a test wrote, for what the strict workspace would refuse: unknown blocks, hostile text. */
export async function serveCanned(answers: { workspace: Json; state: (user: string) => Json }) {
  const calls: { path: string; body: Json }[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const json = (value: Json) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(value));
    };
    if (pathname === "/_ui/workspace") return json(answers.workspace);
    if (pathname === "/_ui/panels") return json({ ok: true, panels: answers.workspace.panels });
    if (pathname === "/_ui/events")
      return void response.writeHead(200, { "content-type": "text/event-stream" }).write(":\n\n");
    const state = /^\/_human\/(\w+)\/state$/.exec(pathname);
    if (state?.[1]) return json(answers.state(state[1]));
    if (request.method === "POST")
      return void collect(request, (body) =>
        json(calls.push({ path: pathname, body }) ? { ok: true, outcome: "acked" } : {}),
      );
    const path = pathname === "/" ? "/index.html" : pathname;
    response.setHeader("content-type", TYPES[extname(path)] ?? "text/plain");
    readFile(join(PAGE, normalize(path))).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}/`, calls, close };
}

function collect(request: AsyncIterable<Buffer>, done: (body: Json) => void): void {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    done(JSON.parse(Buffer.concat(chunks).toString() || "{}") as Json);
  })();
}
