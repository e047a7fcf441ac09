import { expect, test } from "vitest";
import { createReadNode } from "../../../src/providers/meta/read-node.ts";
import { NumberNode } from "../../../src/providers/meta/schema.ts";
import { createScriptedGraph, type Said } from "./scripted-graph.ts";

const unknownField: Said = { status: 400, body: { error: { code: 100, message: "(#100) Tried accessing …" } } };
const missing: Said = { status: 400, body: { error: { code: 100, error_subcode: 33, message: "Unsupported …" } } };
const node: Said = { body: { id: "701", status: "CONNECTED" } };

async function reader(answer: (fields: string) => Said) {
  const graph = await createScriptedGraph(({ query }) => answer(query.fields ?? ""));
  const { client, time } = graph;
  const fieldSets = ["id,status,novelty", "id,status", "id"];
  const read = createReadNode({
    client,
    operation: "read the number",
    fieldSets,
    schema: NumberNode,
    clock: () => time.now,
  });
  return { read, time, fields: () => graph.asked.map(({ query }) => query.fields) };
}

test("a field Meta does not know costs that field, not the answer, and is remembered for an hour", async () => {
  const { read, time, fields } = await reader((asked) => (asked.includes("novelty") ? unknownField : node));
  expect(await read("701")).toMatchObject({ status: "CONNECTED" });
  await read("701");
  expect(fields()).toEqual(["id,status,novelty", "id,status", "id,status"]);

  time.now = "2026-11-22T01:00:00.000Z";
  await read("701");
  expect(fields().slice(3)).toEqual(["id,status,novelty", "id,status"]);
});

test("a node that does not exist is not asked for with fewer fields", async () => {
  const { read, fields } = await reader(() => missing);
  await expect(read("701")).rejects.toMatchObject({ kind: "not_found" });
  expect(fields()).toEqual(["id,status,novelty"]);
});

test("when every set of fields is refused, nothing is remembered", async () => {
  let isRefusing = true;
  const { read, fields } = await reader(() => (isRefusing ? unknownField : node));
  await expect(read("701")).rejects.toMatchObject({ kind: "provider", about: { code: 100 } });
  isRefusing = false;
  await read("701");
  expect(fields()).toEqual(["id,status,novelty", "id,status", "id", "id,status,novelty"]);
});
