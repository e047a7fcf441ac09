import { rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Backlog, Retried, Which } from "../app/ports/backlog.ts";
import type { Check } from "../app/ports/check.ts";
import { answer, listen, type Routes } from "./server.ts";

/** In the private sockets folder of the data folder, so only the same user reaches it. */
export const ADMIN_SOCKET = "admin.sock";

/** What the terminal may ask a running bot. */
type Needs = {
  doctor: () => Promise<readonly Check[]>;
  backlog: () => Promise<Backlog>;
  retry: (which: Which) => Promise<Retried>;
  /** Copies the database beside itself and answers the copy's folder. */
  copyDatabase: () => Promise<string>;
};
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

function createAdminRoutes({ doctor, backlog, retry, copyDatabase }: Needs): Routes {
  return {
    "GET /doctor": async (_request, response) => answerJson(response, { checks: await doctor() }),
    "GET /jobs": async (_request, response) => answerJson(response, await backlog()),
    "POST /jobs/retry": async (request, response) => {
      const which = WhichBody.safeParse(await readJson(request));
      if (!which.success) return answer(response, 400, 'Say which: {"which": "all"} or a list of ids.');
      answerJson(response, await retry(which.data.which));
    },
    "POST /copy": async (_request, response) => answerJson(response, { copy: basename(await copyDatabase()) }),
  };
}

const WhichBody = z.object({ which: z.union([z.literal("all"), z.array(z.string()).max(1_000)]) });
const LONGEST_BODY = 100_000;

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > LONGEST_BODY) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
