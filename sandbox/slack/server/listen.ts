import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SocketTransport } from "../delivery/socket-transport.ts";
import type { Journal } from "../journal.ts";
import { isFromHere, type Route, sendJson } from "./http.ts";

type Parts = { routes: readonly Route[]; port: number; socket: SocketTransport; journal: Journal };

/** One server on 127.0.0.1 for the app, the page and the sockets. */
export async function listen({
  routes,
  port,
  socket,
  journal,
}: Parts): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const answer = async (): Promise<void> => {
      if (!isFromHere(request)) {
        return sendJson(response, 403, { ok: false, error: "Only pages of this computer may call." });
      }
      for (const route of routes) if (await route({ request, response, url })) return;
      sendJson(response, 404, { ok: false, error: `There is nothing at ${url.pathname}.` });
    };
    answer().catch((error: unknown) => {
      journal.add({ kind: "note", red: true, title: "The workspace itself failed", error: String(error) });
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { ok: false, error: "The local workspace failed; its journal says why." });
    });
  });
  server.on("upgrade", socket.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
