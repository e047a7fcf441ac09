import { onTestFinished } from "vitest";
import { createFakeGraph } from "../../../sandbox/graph/server.ts";
import { createGraphClient } from "../../../src/providers/meta/client.ts";
import type { Where } from "../../../src/providers/meta/find-number.ts";
import type { SingleFlight } from "../../../src/providers/meta/keep.ts";
import { createMetaProber } from "../../../src/providers/meta/prober.ts";
import { createRequest } from "../../../src/providers/shared/request.ts";
import { READ_POLICY } from "../../../src/providers/shared/retry.ts";
import { createMemorySingleFlight } from "./memory-single-flight.ts";

export const TOKEN = "EAAGinventedtoken0123456789";
export const NOW = "2026-11-22T00:00:00.000Z";

type Options = {
  where?: Where;
  token?: string;
  timeoutMs?: number;
  retries?: number;
  clock?: () => string;
  cache?: SingleFlight;
};

/** For a Graph that does not answer: soon given up, and only its own account is looked through. */
export const HASTY: Options = { where: { wabaIds: ["700500000000010"] }, timeoutMs: 1000, retries: 0 };

/** A prober in front of the fake Graph, closed when the test ends. */
export async function createGraphWorld({
  where,
  token = TOKEN,
  timeoutMs,
  retries,
  clock = () => NOW,
  cache = createMemorySingleFlight(),
}: Options = {}) {
  const graph = await createFakeGraph({ token: TOKEN });
  onTestFinished(() => graph.close());
  const client = createGraphClient({
    request: createRequest({ provider: "Meta", ...(timeoutMs && { timeoutMs }) }),
    token,
    baseUrl: graph.url,
    version: "v25.0",
    clock,
    waiting: { sleep: async () => {}, policy: { ...READ_POLICY, retries: retries ?? READ_POLICY.retries } },
  });
  const config = where ?? { wabaIds: [], businessId: graph.businessId };
  return { graph, client, cache, probe: createMetaProber({ client, cache, clock, config }) };
}
