import { expect, test } from "vitest";
import { createGraphWorld, HASTY } from "./graph-world.ts";

test("a healthy number gives its node, its health and its account", async () => {
  const { probe } = await createGraphWorld();
  const { evidence, cached, wabaId, phoneNumberId } = await probe("+15550100008");

  expect(evidence.map(({ kind }) => kind)).toEqual(["node", "health", "account"]);
  expect(evidence[0]).toMatchObject({ status: "CONNECTED", lastOnboardedAt: "2025-03-02T09:14:07.000Z" });
  expect(evidence[1]).toMatchObject({ aggregate: "AVAILABLE", source: "probe" });
  expect({ cached, wabaId, phoneNumberId }).toEqual({
    cached: false,
    wabaId: "700500000000008",
    phoneNumberId: "700600000000008",
  });
});

test("a second question within the minute asks Meta nothing", async () => {
  const { probe, graph } = await createGraphWorld();
  await probe("+15550100001");
  const before = graph.calls.length;

  expect((await probe("+15550100001")).cached).toBe(true);
  expect(graph.calls.length).toBe(before);
});

test("two questions at once share one read", async () => {
  const { probe, graph } = await createGraphWorld();
  await Promise.all([probe("+15550100001"), probe("+15550100001")]);

  expect(graph.calls.filter(({ path }) => path === "/v25.0/700600000000001")).toHaveLength(1);
});

test.each([
  ["+15550100009", "unavailable"],
  ["+15550100010", "timed_out"],
  ["+15550100011", "token_expired"],
  ["+15550100012", "rate_limited"],
])("what could not be read of %s is %s, for each thing", async (number, why) => {
  const { probe } = await createGraphWorld(why === "timed_out" ? HASTY : {});
  const { evidence } = await probe(number);

  expect(evidence.map((one) => one.kind === "unread" && [one.what, one.why])).toEqual([
    ["node", why],
    ["health", why],
    ["account", why],
  ]);
});

test("a rate limit says until when", async () => {
  const { probe } = await createGraphWorld();
  const { evidence } = await probe("+15550100012");

  expect(evidence[0]).toMatchObject({ why: "rate_limited", until: "2026-11-22T00:10:00.000Z" });
});

test("a fault that may be over in a second is looked at again", async () => {
  const { probe, graph } = await createGraphWorld();
  await probe("+15550100009");
  graph.setScenario("+15550100009", "healthy");
  const { evidence } = await probe("+15550100009");

  expect(evidence.map(({ kind }) => kind)).toEqual(["node", "health", "account"]);
});

test("a number in no account is not found, and nothing is said about its health", async () => {
  const { probe, graph } = await createGraphWorld();
  const { evidence } = await probe("+15550100099");

  const accounts = graph.accountIds.length;
  expect(evidence).toMatchObject([
    // One account has seven numbers more.
    { kind: "unread", what: "number", why: "not_found", searched: { accounts, numbers: accounts + 7 } },
  ]);
});

test("a cache that fails costs a read, not the answer", async () => {
  const { client, graph } = await createGraphWorld();
  const { createMetaProber } = await import("../../../src/providers/meta/prober.ts");
  const probe = createMetaProber({
    client,
    cache: { singleFlight: () => Promise.reject(new Error("the cache is away")) },
    clock: () => "2026-11-22T00:00:00.000Z",
    config: { wabaIds: [], businessId: graph.businessId },
  });

  expect((await probe("+15550100008")).evidence).toHaveLength(3);
});
