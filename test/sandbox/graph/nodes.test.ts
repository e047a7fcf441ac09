import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { aGraph, type Json } from "./a-graph.ts";

const NUMBER = "/v25.0/700600000000008";
const ACCOUNT = "/v25.0/700500000000008";

test("only the fields asked for come back, with the id", async () => {
  const { ask } = await aGraph();
  const { body } = await ask(`${NUMBER}?fields=status,quality_rating`);
  expect(body).toEqual({ id: "700600000000008", status: "CONNECTED", quality_rating: "GREEN" });
});

test.each([
  ["a number", NUMBER, ["id", "display_phone_number", "verified_name", "quality_rating"]],
  ["an account", ACCOUNT, ["id", "name", "timezone_id", "message_template_namespace"]],
  ["the portfolio", "/v25.0/700300000000001", ["id", "name"]],
  ["the token's owner", "/v25.0/me", ["id", "name"]],
])("without fields %s says little, and never its health", async (_, path, fields) => {
  const { ask } = await aGraph();
  expect(Object.keys((await ask(path)).body).sort()).toEqual([...fields].sort());
});

test("one unknown field refuses the whole read with code 100, by name and type", async () => {
  const { ask } = await aGraph();
  const { status, body } = await ask(`${NUMBER}?fields=id,status,novelty`);
  expect([status, body.error.code]).toEqual([400, 100]);
  expect(body.error.message).toBe(
    "(#100) Tried accessing nonexisting field (novelty) on node type (WhatsAppBusinessPhoneNumber)",
  );
});

test("a field that holds nothing is left out and refuses nothing", async () => {
  const { ask } = await aGraph();
  expect((await ask(`${NUMBER}?fields=id,certificate`)).body).toEqual({ id: "700600000000008" });
  const unpaid = await ask("/v25.0/700500000000004?fields=currency,primary_funding_id");
  expect(unpaid.body).toEqual({ id: "700500000000004", currency: "USD" });
});

test.each([
  ["number", "graph_number_full", NUMBER, ["a_key_of_next_year"]],
  ["account", "graph_account_rejected", ACCOUNT, []],
] as const)("every field of a recorded %s can be asked for", async (_, name, path, invented) => {
  const file = new URL(`../../fixtures/meta/${name}.json`, import.meta.url);
  const recorded = Object.keys(JSON.parse(readFileSync(file, "utf8")) as object);
  const fields = recorded.filter((field) => !(invented as readonly string[]).includes(field));
  const { ask } = await aGraph();
  expect(Object.keys((await ask(`${path}?fields=${fields.join(",")}`)).body).sort()).toEqual(fields.sort());
});

test("the health of a number speaks of number, account, portfolio and app; that of an account leaves the number out", async () => {
  const { ask } = await aGraph();
  const types = async (path: string) =>
    (await ask(`${path}?fields=health_status`)).body.health_status.entities.map((one: Json) => one.entity_type);
  expect(await types(NUMBER)).toEqual(["PHONE_NUMBER", "WABA", "BUSINESS", "APP"]);
  expect(await types(ACCOUNT)).toEqual(["WABA", "BUSINESS", "APP"]);
});

test("several blockers stand on one entity, without a solution", async () => {
  const { ask } = await aGraph();
  const { health_status: health } = (await ask("/v25.0/700500000000016?fields=health_status")).body;
  expect(health.can_send_message).toBe("BLOCKED");
  const business = health.entities.find((one: Json) => one.entity_type === "BUSINESS");
  expect(business.errors.map((one: Json) => one.error_code)).toEqual([141010, 131000]);
  expect(business.errors[0]).not.toHaveProperty("possible_solution");
});

test("a number that is blocked alone leaves its account's health untouched", async () => {
  const { ask } = await aGraph();
  const health = async (path: string) => (await ask(`${path}?fields=health_status`)).body.health_status;
  expect((await health("/v25.0/700600000000013")).can_send_message).toBe("BLOCKED");
  expect((await health("/v25.0/700500000000013")).can_send_message).toBe("AVAILABLE");
});

test("health can be the aggregate alone, or name entities and values that are new", async () => {
  const { ask, graph } = await aGraph();
  graph.setLook("+15550100008", { health: { bare: true, aggregate: "BLOCKED" } });
  expect((await ask(`${NUMBER}?fields=health_status`)).body.health_status).toEqual({ can_send_message: "BLOCKED" });
  const flow = { type: "FLOW", id: "700700000000008", can: "BLOCKED", errors: [[199999, "Something new"]] } as const;
  graph.setLook("+15550100008", { health: { number: { can: "SOMETHING_NEW" }, more: [flow] } });
  const { entities, can_send_message } = (await ask(`${NUMBER}?fields=health_status`)).body.health_status;
  expect(can_send_message).toBe("BLOCKED");
  expect(entities.map((one: Json) => [one.entity_type, one.can_send_message])).toEqual([
    ["PHONE_NUMBER", "SOMETHING_NEW"],
    ["FLOW", "BLOCKED"],
    ["WABA", "AVAILABLE"],
    ["BUSINESS", "AVAILABLE"],
    ["APP", "AVAILABLE"],
  ]);
});
