import { describe, expect, test } from "vitest";
import { createGraphWorld } from "../../providers/meta/graph-world.ts";
import { aGraph, type Json, TOKEN } from "./a-graph.ts";

const HEALTHY = "/v25.0/700600000000008";
const usageOf = (headers: Headers): Json => JSON.parse(headers.get("x-business-use-case-usage") ?? "{}");

describe("what a call costs", () => {
  test("every answer says how much of the app's hour is used, and one about an account how much of its own", async () => {
    const { ask, graph } = await aGraph();
    const me = await ask("/v25.0/me");
    expect(JSON.parse(me.headers.get("x-app-usage") ?? "")).toMatchObject({ call_count: 0 });
    expect(me.headers.has("x-business-use-case-usage")).toBe(false);
    const [row] = usageOf((await ask(HEALTHY)).headers)[graph.businessId];
    expect(row).toEqual({
      type: "whatsapp",
      call_count: 0,
      total_cputime: 0,
      total_time: 0,
      estimated_time_to_regain_access: 0,
    });
  });

  test("the scenario asked too often says in its header when to come back", async () => {
    const { ask, graph } = await aGraph();
    const { headers, body, status } = await ask("/v25.0/700600000000012");
    expect([status, body.error.code]).toEqual([400, 80008]);
    const [row] = usageOf(headers)[graph.businessId];
    expect(row).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 10 });
  });
});

describe("faults on demand", () => {
  test("a limit of the account, with its minutes, once", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("+15550100008", { kind: "rate_limited", code: 80007, minutes: 3, retryAfter: 180, status: 429 });
    const refused = await ask(HEALTHY);
    expect([refused.status, refused.body.error.code, refused.headers.get("retry-after")]).toEqual([429, 80007, "180"]);
    expect(usageOf(refused.headers)[graph.businessId]).toMatchObject([{ estimated_time_to_regain_access: 3 }]);
    expect((await ask(HEALTHY)).status).toBe(200);
  });

  test("a limit of the app stands in the app's header", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("/me", { kind: "rate_limited", code: 4 });
    const { body, headers } = await ask("/v25.0/me");
    expect(body.error).toMatchObject({ code: 4, is_transient: true });
    expect(JSON.parse(headers.get("x-app-usage") ?? "").call_count).toBe(100);
  });

  test("nearly used up: the answer comes, and its header warns", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("+15550100008", { kind: "usage", percent: 97, minutes: 5 });
    const { status, headers } = await ask(HEALTHY);
    expect(status).toBe(200);
    expect(usageOf(headers)[graph.businessId]).toMatchObject([{ call_count: 97, estimated_time_to_regain_access: 5 }]);
  });

  test.each([
    [190, 401],
    [200, 403],
    [2, 503],
    [368, 403],
    [803, 404],
    [133010, 400],
  ])("refusal %i has its own body and status", async (code, expected) => {
    const { ask, graph } = await aGraph();
    graph.failNext("*", { kind: "refused", code });
    const { status, body } = await ask(HEALTHY);
    expect([status, body.error.code]).toEqual([expected, code]);
    expect(body.error).toMatchObject({
      message: expect.any(String),
      type: expect.any(String),
      fbtrace_id: expect.any(String),
    });
  });

  test("something in front of Graph answers in HTML", async () => {
    const { graph } = await aGraph();
    graph.failNext("*", { kind: "http", status: 502 });
    const answer = await fetch(`${graph.url}${HEALTHY}`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([502, "text/html"]);
  });

  test("a cut line and half an answer are errors for the caller, and written down", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("*", { kind: "drop" });
    await expect(ask(HEALTHY)).rejects.toThrow();
    graph.failNext("*", { kind: "cut" });
    await expect(ask(HEALTHY)).rejects.toThrow();
    expect(graph.calls.map(({ status, fault }) => [status, fault])).toEqual([
      ["dropped", "drop"],
      [200, "cut"],
    ]);
  });

  test("a slow answer is whole, and a silent one never comes", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("*", { kind: "slow", ms: 30 });
    expect((await ask(HEALTHY)).body).toMatchObject({ id: "700600000000008" });
    graph.failNext("*", { kind: "silent" });
    const signal = AbortSignal.timeout(100);
    const headers = { Authorization: `Bearer ${TOKEN}` };
    await expect(fetch(`${graph.url}${HEALTHY}`, { headers, signal })).rejects.toThrow();
  });
});

describe("where a fault strikes", () => {
  test("a number's fault strikes its node, its account and the account's list, and nothing else", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("+15550100008", { kind: "refused", code: 2 }, 3);
    expect((await ask("/v25.0/700600000000001")).status).toBe(200);
    const struck = [HEALTHY, "/v25.0/700500000000008", "/v25.0/700500000000008/phone_numbers"];
    for (const path of struck) expect((await ask(path)).status).toBe(503);
    expect((await ask(HEALTHY)).status).toBe(200);
  });

  test("a path's fault strikes that path alone; a star stands for one part", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("/*/phone_numbers", { kind: "refused", code: 200 });
    expect((await ask("/v25.0/me/permissions")).status).toBe(200);
    expect((await ask(HEALTHY)).status).toBe(200);
    expect((await ask("/v25.0/700500000000001/phone_numbers")).body.error.code).toBe(200);
  });

  test("an outage ends when the faults are cleared", async () => {
    const { ask, graph } = await aGraph();
    graph.failNext("*", { kind: "http", status: 503 }, 1000);
    expect((await fetch(`${graph.url}${HEALTHY}`)).status).toBe(503);
    graph.clearFaults();
    expect((await ask(HEALTHY)).status).toBe(200);
  });

  test("a place that is none is refused by a sentence", async () => {
    const { graph } = await aGraph();
    expect(() => graph.failNext("15550100008", { kind: "drop" })).toThrow("A fault needs a place");
  });
});

describe("the product under faults", () => {
  test.each([
    ["rate_limited", { kind: "rate_limited", minutes: 7 }],
    ["unavailable", { kind: "drop" }],
    ["unavailable", { kind: "cut" }],
    ["unavailable", { kind: "http", status: 502 }],
    ["no_permission", { kind: "refused", code: 200 }],
    ["token_expired", { kind: "refused", code: 190 }],
  ] as const)("says %s after %o", async (why, fault) => {
    const { graph, probe } = await createGraphWorld({ retries: 0 });
    graph.failNext("/700600000000008", fault, 10);
    const { evidence } = await probe("+15550100008");
    expect(evidence).toContainEqual(expect.objectContaining({ kind: "unread", what: "node", why }));
  });

  test("leaves an account alone whose hour is nearly used up", async () => {
    const { graph, probe } = await createGraphWorld({ retries: 0 });
    graph.failNext("/700500000000008/phone_numbers", { kind: "usage", percent: 97, minutes: 5 }, 10);
    const { evidence } = await probe("+15550100008");
    expect(evidence).toContainEqual(expect.objectContaining({ kind: "unread", why: "rate_limited" }));
  });
});
