import { expect, test } from "vitest";
import { createMetaProber } from "../../../src/providers/meta/prober.ts";
import { NOW } from "./graph-world.ts";
import { createMemorySingleFlight } from "./memory-single-flight.ts";
import { createScriptedGraph, type Said } from "./scripted-graph.ts";

const NUMBER = "+15550100301";
const missing: Said = { status: 400, body: { error: { code: 100, error_subcode: 33, message: "Unsupported …" } } };

/** One account whose number has the id that `current` says; any other id is unknown. */
async function start() {
  const current = { id: "701" };
  const time = { ms: 0 };
  const { client, asked } = await createScriptedGraph(({ path }) => {
    if (path.endsWith("/phone_numbers")) {
      return { body: { data: [{ id: current.id, display_phone_number: "+1 555-010-0301" }] } };
    }
    if (path.endsWith("/71")) return { body: { id: "71", account_review_status: "APPROVED" } };
    return path.endsWith(`/${current.id}`) ? { body: { id: current.id, status: "CONNECTED" } } : missing;
  });
  const cache = createMemorySingleFlight(() => time.ms);
  const probe = createMetaProber({ client, cache, clock: () => NOW, config: { wabaIds: ["71"] } });
  const listings = () => asked.filter(({ path }) => path.endsWith("/phone_numbers")).length;
  return { current, time, probe, listings };
}

test("the id of a number is looked up once in ten minutes, its state once a minute", async () => {
  const { time, probe, listings } = await start();
  await probe(NUMBER);
  time.ms = 61_000;
  expect((await probe(NUMBER)).cached).toBe(false);
  expect(listings()).toBe(1);

  time.ms = 601_000;
  await probe(NUMBER);
  expect(listings()).toBe(2);
});

test("a number that was removed and added again is found under its new id", async () => {
  const { current, time, probe, listings } = await start();
  await probe(NUMBER);
  current.id = "702";
  time.ms = 61_000;
  const { phoneNumberId, evidence } = await probe(NUMBER);

  expect(phoneNumberId).toBe("702");
  expect(evidence[0]).toMatchObject({ kind: "node", status: "CONNECTED" });
  expect(listings()).toBe(2);
});
