import { expect, onTestFinished, test } from "vitest";
import { createFakeGraph } from "../../../sandbox/graph/server.ts";
import { parsePhoneNumber } from "../../../src/domain/phone-number.ts";

const TOKEN = "EAAGinventedtoken0123456789";

async function start() {
  const graph = await createFakeGraph({ token: TOKEN, clock: () => "2026-11-22T00:00:00.000Z" });
  onTestFinished(() => graph.close());
  const ask = async (path: string, { method = "GET", token = TOKEN } = {}) => {
    const response = await fetch(`${graph.url}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  };
  return { graph, ask };
}
// biome-ignore lint/suspicious/noExplicitAny: answers of a server under test, read key by key
type Json = any;

test("only the fields asked for come back, with the id", async () => {
  const { ask } = await start();
  const { body } = await ask("/v25.0/700600000000008?fields=status,quality_rating");
  expect(body).toEqual({ id: "700600000000008", status: "CONNECTED", quality_rating: "GREEN" });
});

test("health is not among the fields that come unasked", async () => {
  const { ask } = await start();
  expect((await ask("/v25.0/700600000000008")).body).not.toHaveProperty("health_status");
});

test("one unknown field refuses the whole read with code 100", async () => {
  const { ask } = await start();
  const { status, body } = await ask("/v25.0/700600000000008?fields=id,status,novelty");
  expect([status, body.error.code]).toEqual([400, 100]);
});

test("a wrong token is refused with 190", async () => {
  const { ask } = await start();
  const { status, body } = await ask("/v25.0/me", { token: "wrong" });
  expect([status, body.error.code]).toEqual([401, 190]);
});

test("lists come in pages, and the last one has no next link", async () => {
  const { ask } = await start();
  const path = "/v25.0/700500000000008/phone_numbers?fields=id,display_phone_number&limit=100";
  const first = await ask(path);
  expect(first.body.data).toHaveLength(3);
  expect(first.body.paging.next).toContain(`access_token=${TOKEN}`);
  const last = await ask(`${path}&after=cursor6`);
  expect(last.body.data.map((one: Json) => one.display_phone_number)).toEqual(["+1 555-010-0107", "+1 555-010-0008"]);
  expect(last.body.paging).not.toHaveProperty("next");
});

test.each([
  ["a path without a version", "/700600000000008", "version"],
  ["an edge", "/v25.0/700600000000008/message_history", "edge"],
  ["a parameter", "/v25.0/700600000000008?ids=1,2", 'parameter "ids"'],
  ["a longer path", "/v25.0/700600000000008/a/b", "path"],
])("%s it does not know is refused loudly and written down", async (_, path, unknown) => {
  const { ask, graph } = await start();
  const { status, body } = await ask(path);
  expect([status, body.error.code]).toEqual([400, 2500]);
  expect(graph.calls.at(-1)).toMatchObject({ method: "GET", status: 400, unknown });
});

test("an id it does not know is a missing object", async () => {
  const { ask } = await start();
  expect((await ask("/v25.0/123")).body.error).toMatchObject({ code: 100, error_subcode: 33 });
});

test("asking too often says when to come back, and every answer says how much is used", async () => {
  const { ask } = await start();
  const { headers, body } = await ask("/v25.0/700600000000012");
  expect([body.error.code, headers.get("retry-after")]).toEqual([80008, "600"]);
  expect(JSON.parse(headers.get("x-app-usage") ?? "")).toMatchObject({ call_count: 0 });
});

test("a send from a locked number fails with 131031 although the number looks healthy", async () => {
  const { ask } = await start();
  const node = await ask("/v25.0/700600000000002?fields=status,quality_rating,health_status");
  expect(node.body).toMatchObject({ status: "CONNECTED", health_status: { can_send_message: "AVAILABLE" } });
  const send = await ask("/v25.0/700600000000002/messages", { method: "POST" });
  expect([send.status, send.body.error.code]).toEqual([403, 131031]);
});

test("a lock that is lifted shows at once", async () => {
  const { ask, graph } = await start();
  graph.setScenario("+15550100001", "healthy");
  const { body } = await ask("/v25.0/700600000000001?fields=health_status");
  expect(body.health_status.can_send_message).toBe("AVAILABLE");
  expect((await ask("/v25.0/700600000000001/messages", { method: "POST" })).status).toBe(200);
});

test("a scenario nobody wrote is refused by name", async () => {
  const { graph } = await start();
  expect(() => graph.setScenario("+15550100001", "cured")).toThrow('no scenario "cured"');
});

test("every scenario has its own number that the product accepts as typed", async () => {
  const { graph } = await start();
  const numbers = graph.scenarios.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.map((number) => parsePhoneNumber(number))).toMatchObject(
    numbers.map((e164) => ({ ok: true, number: e164 })),
  );
});
