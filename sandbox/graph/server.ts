import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isFromHere, sendJson } from "../slack/server/http.ts";
import { createOutbox, type Outbox } from "../webhooks/outbox.ts";
import { callOf, type GraphCall, isAllowed, readCall } from "./calls.ts";
import { createGraphControl } from "./control.ts";
import { createGraphFaults, type GraphFaults } from "./faults.ts";
import type { Look } from "./look.ts";
import { BUSINESS_ID } from "./nodes.ts";
import { refuse } from "./refusals.ts";
import { respond, underFault } from "./respond.ts";
import { type Asked, answer, type Reply } from "./routes.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";
import { createStories, type Stories } from "./stories/create-stories.ts";
import { STORIES } from "./stories/index.ts";
import { usageOf } from "./usage.ts";
import { createWorld } from "./world.ts";

export type FakeGraph = {
  url: string;
  businessId: string;
  accountIds: readonly string[];
  scenarios: readonly Scenario[];
  /** Lets a number show another scenario from now on, as when a lock is lifted. */
  setScenario(number: string, scenario: string): void;
  /** The same with a look that is no scenario. */
  setLook(number: string, look: Look): void;
  /** The numbers that change over time. */
  stories: Stories;
  /** Moves such a number on; resolves when what the providers tell has been pushed. */
  setStage: Stories["setStage"];
  /** Aimed at nobody until it is told where the bot listens. */
  outbox: Outbox;
  failNext: GraphFaults["failNext"];
  clearFaults(): void;
  /** Every request so far, without its token. */
  calls: readonly GraphCall[];
  close(): Promise<void>;
};

type Settings = { port?: number; token: string; clock?: () => string };

const REFUSED_TOKEN: Reply = refuse(190, "Invalid OAuth access token - Cannot parse access token", { status: 401 });

/** How many healthy numbers share the healthy one's account, so that it has more than one page of them. */
const NEIGHBOURS = 7;

/** A Graph API on loopback with scenario numbers. What it does not know it refuses loudly. */
export async function createFakeGraph({ port = 0, token, clock = wallClock }: Settings): Promise<FakeGraph> {
  const world = createWorld([
    ...SCENARIOS.map((look) => ({ number: look.number, look, neighbours: look.id === "healthy" ? NEIGHBOURS : 0 })),
    ...STORIES.map(({ number, stages: [look] }) => ({ number, look })),
  ]);
  const outbox = createOutbox({ clock });
  const now = () => Math.floor(Date.parse(clock()) / 1000);
  const stories = createStories({ stories: STORIES, world, outbox, now });
  const faults = createGraphFaults();
  const calls: GraphCall[] = [];
  const callsOf = new Map<string, number>();

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (url.pathname.startsWith("/_control/")) {
      if (isFromHere(request)) void control({ request, response, url });
      else sendJson(response, 403, { ok: false, error: "Only pages of this computer may call." });
      return;
    }
    request.resume();
    const asked = readCall(request, url, token);
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

  const graph: FakeGraph = {
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
    stories,
    setStage: stories.setStage,
    outbox,
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
  const control = createGraphControl(graph, "/_control");
  return graph;
}

function wallClock(): string {
  return new Date().toISOString();
}
