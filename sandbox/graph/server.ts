import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createGraphFaults, type GraphFault, type GraphFaults } from "./faults.ts";
import type { Look } from "./look.ts";
import { BUSINESS_ID } from "./nodes.ts";
import { refuse } from "./refusals.ts";
import { respond, underFault } from "./respond.ts";
import { type Asked, answer, type Reply } from "./routes.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";
import { usageOf } from "./usage.ts";
import { createWorld } from "./world.ts";

export type GraphCall = {
  at: string;
  method: string;
  path: string;
  /** "dropped": the line was cut instead of an answer. */
  status: number | "silent" | "dropped";
  unknown?: string;
  fault?: GraphFault["kind"];
};

export type FakeGraph = {
  url: string;
  businessId: string;
  accountIds: readonly string[];
  scenarios: readonly Scenario[];
  /** Lets a number show another scenario from now on, as when a lock is lifted. */
  setScenario(number: string, scenario: string): void;
  /** The same with a look that is no scenario. */
  setLook(number: string, look: Look): void;
  failNext: GraphFaults["failNext"];
  clearFaults(): void;
  /** Every request so far, without its token. */
  calls: readonly GraphCall[];
  close(): Promise<void>;
};

type Settings = { port?: number; token: string; clock?: () => string };

/** How many healthy numbers share the healthy one's account, so that it has more than one page of them. */
const NEIGHBOURS = 7;

/** A Graph API on loopback with scenario numbers. What it does not know it refuses loudly. */
export async function createFakeGraph({ port = 0, token, clock = now }: Settings): Promise<FakeGraph> {
  const world = createWorld(
    SCENARIOS.map((look) => ({ number: look.number, look, neighbours: look.id === "healthy" ? NEIGHBOURS : 0 })),
  );
  const faults = createGraphFaults();
  const calls: GraphCall[] = [];
  const callsOf = new Map<string, number>();

  const server = createServer((request, response) => {
    request.resume();
    const asked = read(request, token);
    const numbers = world.numbersAt(asked.path[0] ?? "");
    const accountId = numbers[0]?.accountId;
    if (accountId) callsOf.set(accountId, (callsOf.get(accountId) ?? 0) + 1);
    const fault = faults.take({ path: asked.path, numbers: numbers.map(({ number }) => number) });
    const plain = isAllowed(request, token) ? route(asked) : REFUSED_TOKEN;
    const reply = underFault(plain, fault, {
      app: usageOf(calls.length),
      account: accountId === undefined ? undefined : usageOf(callsOf.get(accountId) ?? 0),
    });
    calls.push({ at: clock(), ...callOf(asked, reply, fault) });
    void respond(response, reply, fault);
  });

  function route(asked: Asked): Reply {
    if (/^v\d+\.\d+$/.test(asked.version)) return answer(world, asked);
    return { ...refuse(2500, "Unknown path components: the version is missing"), unknown: "version" };
  }

  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
  const { port: boundPort } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${boundPort}`,
    businessId: BUSINESS_ID,
    accountIds: world.accountIds,
    scenarios: SCENARIOS,
    setScenario(number, id) {
      const scenario = SCENARIOS.find((one) => one.id === id);
      if (!scenario) throw new Error(`The sandbox knows no scenario "${id}".`);
      world.setLook(number, scenario);
    },
    setLook: world.setLook,
    failNext: faults.failNext,
    clearFaults: faults.clear,
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
  const [version = "", ...path] = url.pathname.split("/").filter(Boolean);
  return { method: request.method ?? "GET", version, path, query: new Map(url.searchParams), token };
}

function callOf({ method, version, path }: Asked, reply: Reply, fault: GraphFault | undefined): Omit<GraphCall, "at"> {
  const status = fault?.kind === "drop" ? "dropped" : fault?.kind === "http" ? fault.status : statusOf(reply);
  const unknown = reply === "silent" ? undefined : reply.unknown;
  const journalled = { method, path: `/${[version, ...path].join("/")}`, status } as const;
  return { ...journalled, ...(unknown && { unknown }), ...(fault && { fault: fault.kind }) };
}

function statusOf(reply: Reply): number | "silent" {
  return reply === "silent" ? reply : reply.status;
}

function now(): string {
  return new Date().toISOString();
}
