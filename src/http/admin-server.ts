import { rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import type { Check } from "../app/ports/check.ts";
import { listen, type Routes } from "./server.ts";

/** In the private sockets folder of the data folder, so only the same user reaches it. */
export const ADMIN_SOCKET = "admin.sock";

/** What the terminal may ask a running bot. */
type Needs = { doctor: () => Promise<readonly Check[]> };
type Options = Needs & { socketsFolder: string; onError: (error: unknown) => void };

/** Only for the process that holds the data folder: whatever is there under this name was left by a killed one. */
export async function startAdminServer({
  socketsFolder,
  onError,
  ...needs
}: Options): Promise<{ stop(): Promise<void> }> {
  const path = join(socketsFolder, ADMIN_SOCKET);
  rmSync(path, { force: true });
  return listen({ path }, { routes: createAdminRoutes(needs), onError });
}

function createAdminRoutes({ doctor }: Needs): Routes {
  return {
    "GET /doctor": async (_request, response) => answerJson(response, { checks: await doctor() }),
  };
}

function answerJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
