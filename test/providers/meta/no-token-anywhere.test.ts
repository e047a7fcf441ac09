import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { checkGraphAccess } from "../../../src/providers/meta/check-access.ts";
import { AnyNode } from "../../../src/providers/meta/schema.ts";
import { createGraphWorld, NOW, TOKEN } from "./graph-world.ts";

const everything = { depth: 30, showHidden: true, maxStringLength: null, maxArrayLength: null } as const;

test("whatever happens, the token is in nothing that is returned, thrown, kept or printed", async () => {
  const printed: unknown[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => printed.push(chunk) > 0);
  }
  try {
    const { client, graph, cache, probe } = await createGraphWorld({ timeoutMs: 500, retries: 0 });
    const kept = vi.spyOn(cache, "singleFlight");
    const probed = await Promise.all(graph.scenarios.map(({ number }) => probe(number)));
    const checks = await checkGraphAccess({
      client,
      where: { wabaIds: ["7"], businessId: graph.businessId },
      clock: () => NOW,
    });
    const thrown = await Promise.all(
      ["700600000000009", "700600000000010", "700600000000011", "700600000000012", "7"].map((id) =>
        client({ operation: "read the number", path: [id], schema: AnyNode }).catch((error: unknown) => error),
      ),
    );
    const loaded = await Promise.allSettled(kept.mock.results.map(({ value }) => value as unknown));

    expect(thrown.every((error) => error instanceof Error)).toBe(true);
    expect(probed).toHaveLength(graph.scenarios.length);
    for (const seen of [probed, checks, thrown, loaded, graph.calls, printed]) {
      expect(inspect(seen, everything)).not.toContain(TOKEN);
    }
  } finally {
    vi.restoreAllMocks();
  }
});
