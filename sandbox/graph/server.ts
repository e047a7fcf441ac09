import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { refuse } from "./refusals.ts";
import { type Asked, answer, type Reply } from "./routes.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";
import { createWorld } from "./world.ts";

export type GraphCall = { at: string; method: string; path: string; status: number | "silent"; unknown?: string };

export type FakeGraph = {
  url: string;
  businessId: string;
  accountIds: readonly string[];
  scenarios: readonly Scenario[];
  /** Lets a number show another scenario from now on, as when a lock is lifted. */
  setScenario(number: string, scenario: string): void;
  /** Every request so far, without its token. */
  calls: readonly GraphCall[];
  close(): Promise<void>;
};

type Settings = { port?: number; token: string; clock?: () => string };

/** A Graph API on loopback with scenario numbers. What it does not know it refuses loudly. */
export async function createFakeGraph({ port = 0, token, clock = now }: Settings): Promise<FakeGraph> {
  const world = createWorld();
  const calls: GraphCall[] = [];

  const server = createServer((request, response) => {
    request.resume();
    const asked = read(request, token);
    const reply = isAllowed(request, token) ? route(asked) : REFUSED_TOKEN;
    const status = reply === "silent" ? reply : reply.status;
    const path = `/${asked.path.join("/")}`;
    const unknown = reply === "silent" ? undefined : reply.unknown;
    calls.push({ at: clock(), method: asked.method, path, status, ...(unknown && { unknown }) });
    // A silent answer keeps the socket open until the caller gives up.
    if (reply !== "silent") send(response, reply, calls.length);
  });

  function route(asked: Asked): Reply {
    const [version = "", ...path] = asked.path;
    if (/^v\d+\.\d+$/.test(version)) return answer(world, { ...asked, path });
    return { ...refuse(2500, "Unknown path components: the version is missing"), unknown: "version" };
  }

  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
  const { port: boundPort } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${boundPort}`,
    businessId: world.businessId,
    accountIds: world.accountIds,
    scenarios: SCENARIOS,
    setScenario: world.setScenario,
    calls,
    close() {
      return new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()));
        server.closeAllConnections();
      });
    },
  };
}

const REFUSED_TOKEN: Reply = refuse(190, "Invalid OAuth access token - Cannot parse access token", { status: 401 });

function isAllowed(request: IncomingMessage, token: string): boolean {
  return request.headers.authorization === `Bearer ${token}`;
}

function read(request: IncomingMessage, token: string): Asked {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const path = url.pathname.split("/").filter(Boolean);
  return { method: request.method ?? "GET", path, query: new Map(url.searchParams), token };
}

function send(response: ServerResponse, reply: Exclude<Reply, "silent">, callCount: number): void {
  response.writeHead(reply.status, {
    "Content-Type": "application/json; charset=UTF-8",
    "X-App-Usage": JSON.stringify({
      call_count: Math.min(50, Math.floor(callCount / 100)),
      total_time: 1,
      total_cputime: 1,
    }),
    ...reply.headers,
  });
  response.end(JSON.stringify(reply.body));
}

function now(): string {
  return new Date().toISOString();
}
