import { onTestFinished } from "vitest";
import { createFakeGraph } from "../../../sandbox/graph/server.ts";
import { createGraphClient } from "../../../src/providers/meta/client.ts";
import type { Where } from "../../../src/providers/meta/find-number.ts";
import { createMetaProber } from "../../../src/providers/meta/prober.ts";
import { createRequest } from "../../../src/providers/shared/request.ts";
import { createMemorySingleFlight } from "./memory-single-flight.ts";

export const TOKEN = "EAAGinventedtoken0123456789";
export const NOW = "2026-11-22T00:00:00.000Z";

type Options = { where?: Where; token?: string; timeoutMs?: number };

/** A prober in front of the fake Graph, closed when the test ends. */
export async function createGraphWorld({ where, token = TOKEN, timeoutMs = 1000 }: Options = {}) {
  const graph = await createFakeGraph({ token: TOKEN });
  onTestFinished(() => graph.close());
  const clock = () => NOW;
  const client = createGraphClient({
    request: createRequest({ provider: "Meta", timeoutMs }),
    token,
    baseUrl: graph.url,
    version: "v25.0",
    clock,
    waiting: { sleep: async () => {} },
  });
  const cache = createMemorySingleFlight();
  const config = where ?? { wabaIds: [], businessId: graph.businessId };
  return { graph, client, cache, probe: createMetaProber({ client, cache, clock, config }) };
}
