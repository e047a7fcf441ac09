import { expect, test } from "vitest";
import { AnyNode } from "../../../src/providers/meta/schema.ts";
import { TOKEN } from "./graph-world.ts";
import { createScriptedGraph } from "./scripted-graph.ts";

const read = { operation: "read the number", path: ["700"], schema: AnyNode, account: "7005" };
const node = { body: { id: "700" } };
const fault = { status: 503, body: { error: { code: 2, message: "(#2) Service temporarily unavailable" } } };

test("a read goes to the version asked for, with the token in the header only", async () => {
  const { client, asked } = await createScriptedGraph(() => node);
  expect(await client({ ...read, query: { fields: "id,status" } })).toEqual({ id: "700" });
  expect(asked).toEqual([{ path: "/v25.0/700", query: { fields: "id,status" }, authorization: `Bearer ${TOKEN}` }]);
});

test("a part of the path cannot lead elsewhere", async () => {
  const { client, asked } = await createScriptedGraph(() => node);
  await client({ ...read, path: ["../me?x=1"] });
  expect(asked[0]?.path).toBe("/v25.0/..%2Fme%3Fx%3D1");
});

test("a passing fault is tried again, at most twice", async () => {
  const { client, asked, waits } = await createScriptedGraph((_, nth) => (nth < 3 ? fault : node));
  expect(await client(read)).toEqual({ id: "700" });
  expect([asked.length, waits]).toEqual([3, [150, 300]]);
});

test("a lasting fault is told after the third try", async () => {
  const { client, asked } = await createScriptedGraph(() => fault);
  await expect(client(read)).rejects.toMatchObject({ kind: "unavailable", about: { status: 503, code: 2 } });
  expect(asked).toHaveLength(3);
});

test("a short Retry-After is kept to", async () => {
  const { client, waits, time } = await createScriptedGraph((_, nth) => {
    if (nth > 1) return node;
    time.now = "2026-11-22T00:00:02.000Z";
    return { status: 429, headers: { "Retry-After": "0" }, body: {} };
  });
  await client(read);
  expect(waits).toEqual([0]);
});

test.each([
  ["garbage", { text: "<!doctype html><p>Sorry" }],
  ["a node without an id", { body: { name: "x" } }],
  ["null", { body: null }],
  ["a huge answer", { body: { id: "7", more: "x".repeat(20_000) } }],
  ["a redirect", { status: 302, headers: { Location: "https://example.test/" }, text: "" }],
])("%s is an unexpected response and is not asked for again", async (_, said) => {
  const { client, asked } = await createScriptedGraph(() => said);
  await expect(client(read)).rejects.toMatchObject({ kind: "unexpected_response", retry: "never" });
  expect(asked).toHaveLength(1);
});

const appUsage = (percent: number) => ({ "X-App-Usage": JSON.stringify({ call_count: percent }) });
const accountUsage = (percent: number, minutes = 0) => ({
  "X-Business-Use-Case-Usage": JSON.stringify({
    "7003": [{ type: "x", call_count: percent, estimated_time_to_regain_access: minutes }],
  }),
});

test("near the account's limit that account is left alone for as long as Meta says, and no other", async () => {
  const { client, asked, time } = await createScriptedGraph((_, nth) => ({
    ...node,
    headers: nth === 1 ? accountUsage(95, 10) : {},
  }));
  await client(read);
  await expect(client(read)).rejects.toMatchObject({ kind: "rate_limited", afterMs: 600_000 });
  await client({ ...read, account: "7006" });
  expect(asked).toHaveLength(2);

  time.now = "2026-11-22T00:10:00.000Z";
  await client(read);
  expect(asked).toHaveLength(3);
});

test("near the app's limit every account is left alone", async () => {
  const { client, asked } = await createScriptedGraph(() => ({ ...node, headers: appUsage(99) }));
  await client(read);
  await expect(client({ ...read, account: "7006" })).rejects.toMatchObject({ kind: "rate_limited", afterMs: 60_000 });
  expect(asked).toHaveLength(1);
});

test.each([
  ["below the limit", appUsage(94)],
  ["in a form we do not know", { "X-App-Usage": "much", "X-Business-Use-Case-Usage": "[7]" }],
])("usage %s changes nothing", async (_, headers) => {
  const { client } = await createScriptedGraph(() => ({ ...node, headers }));
  await client(read);
  expect(await client(read)).toEqual({ id: "700" });
});

test("when the whole app asked too often, no account is asked for", async () => {
  const { client, asked } = await createScriptedGraph(() => ({ status: 400, body: { error: { code: 4 } } }));
  await expect(client(read)).rejects.toMatchObject({ kind: "rate_limited" });
  await expect(client({ ...read, account: "7006" })).rejects.toMatchObject({ kind: "rate_limited" });
  expect(asked).toHaveLength(1);
});

test("after a refusal for asking too often Meta is not asked before the time is over", async () => {
  const { client, asked } = await createScriptedGraph(() => ({ status: 400, body: { error: { code: 80007 } } }));
  await expect(client(read)).rejects.toMatchObject({ kind: "rate_limited" });
  await expect(client(read)).rejects.toMatchObject({ kind: "rate_limited" });
  expect(asked).toHaveLength(1);
});

test("a caller that gives up ends the read and every further try", async () => {
  const caller = new AbortController();
  const { client, asked } = await createScriptedGraph(() => {
    caller.abort();
    return fault;
  });
  await expect(client({ ...read, signal: caller.signal })).rejects.toMatchObject({
    kind: "unavailable",
    timedOut: true,
  });
  expect(asked).toHaveLength(1);
});
