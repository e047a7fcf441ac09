import { expect, test } from "vitest";
import { parsePhoneNumber } from "../../../src/domain/phone-number.ts";
import { aGraph } from "./a-graph.ts";

test("a wrong token is refused with 190", async () => {
  const { ask } = await aGraph();
  const { status, body } = await ask("/v25.0/me", { token: "wrong" });
  expect([status, body.error.code]).toEqual([401, 190]);
});

test("the token's permissions come with their status", async () => {
  const { ask } = await aGraph();
  const { body } = await ask("/v25.0/me/permissions");
  expect(body.data).toContainEqual({ permission: "whatsapp_business_management", status: "granted" });
  expect(new Set(body.data.map(({ status }: { status: string }) => status))).toEqual(new Set(["granted", "declined"]));
});

test.each([
  ["a path without a version", "/700600000000008", "version"],
  ["an edge", "/v25.0/700600000000008/message_history", "edge"],
  ["a parameter", "/v25.0/700600000000008?ids=1,2", 'parameter "ids"'],
  ["a longer path", "/v25.0/700600000000008/a/b", "path"],
  ["an expanded field", "/v25.0/700500000000008?fields=phone_numbers{id}", 'field expansion "phone_numbers{id}"'],
])("%s it does not know is refused loudly and written down", async (_, path, unknown) => {
  const { ask, graph } = await aGraph();
  const { status, body } = await ask(path);
  expect([status, body.error.code]).toEqual([400, 2500]);
  expect(graph.calls.at(-1)).toMatchObject({ method: "GET", status: 400, unknown });
});

test("an id it does not know is a missing object, named, and a name is not found at all", async () => {
  const { ask } = await aGraph();
  const id = await ask("/v25.0/123");
  expect(id).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  expect(id.body.error.message).toContain("Object with ID '123' does not exist");
  expect(await ask("/v25.0/lantern")).toMatchObject({ status: 404, body: { error: { code: 803 } } });
});

test("a send from a locked number fails with 131031 although the number looks healthy", async () => {
  const { ask } = await aGraph();
  const node = await ask("/v25.0/700600000000002?fields=status,quality_rating,health_status");
  expect(node.body).toMatchObject({ status: "CONNECTED", health_status: { can_send_message: "AVAILABLE" } });
  const send = await ask("/v25.0/700600000000002/messages", { method: "POST" });
  expect([send.status, send.body.error.code]).toEqual([403, 131031]);
});

test("a lock that is lifted shows at once", async () => {
  const { ask, graph } = await aGraph();
  graph.setScenario("+15550100001", "healthy");
  const { body } = await ask("/v25.0/700600000000001?fields=health_status");
  expect(body.health_status.can_send_message).toBe("AVAILABLE");
  expect((await ask("/v25.0/700600000000001/messages", { method: "POST" })).status).toBe(200);
});

test("an account whose number was removed is still there, with an empty list", async () => {
  const { ask, graph } = await aGraph();
  graph.setLook("+15550100001", { listed: false });
  expect((await ask("/v25.0/700600000000001")).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  expect((await ask("/v25.0/700500000000001?fields=account_review_status")).status).toBe(200);
  expect((await ask("/v25.0/700500000000001/phone_numbers")).body).toEqual({ data: [] });
});

test("a number that is signed up again has a new id, and the old one is a missing object", async () => {
  const { ask, graph } = await aGraph();
  graph.setLook("+15550100001", { phoneNumberId: "700600000000901" });
  const { body } = await ask("/v25.0/700500000000001/phone_numbers?fields=id,display_phone_number");
  expect(body.data).toEqual([{ id: "700600000000901", display_phone_number: "+1 555-010-0001" }]);
  expect((await ask("/v25.0/700600000000901")).status).toBe(200);
  expect((await ask("/v25.0/700600000000001")).body.error.error_subcode).toBe(33);
});

test("a scenario or a number nobody wrote is refused by name", async () => {
  const { graph } = await aGraph();
  expect(() => graph.setScenario("+15550100001", "cured")).toThrow('no scenario "cured"');
  expect(() => graph.setScenario("+15550100444", "healthy")).toThrow("no number +15550100444");
});

test("every scenario has its own number that the product accepts as typed", async () => {
  const { graph } = await aGraph();
  const numbers = graph.scenarios.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.map((number) => parsePhoneNumber(number))).toMatchObject(
    numbers.map((e164) => ({ ok: true, number: e164 })),
  );
});
