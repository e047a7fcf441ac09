import { expect, test } from "vitest";
import { aReceiver } from "../webhooks/a-receiver.ts";
import { aGraph, type Json } from "./a-graph.ts";

const NUMBER = "/v25.0/700600000000021";

async function aControlled() {
  const { graph, ask } = await aGraph();
  const call = async (method: string, what: string, body?: object, headers = {}) => {
    const options = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await fetch(`${graph.url}/_control/${what}`, options);
    return { status: answer.status, ...((await answer.json()) as Json) };
  };
  const post = (what: string, body: object) => call("POST", what, body);
  return { graph, ask, call, post, get: (what: string) => call("GET", what) };
}

test("a fault is set and cleared from outside", async () => {
  const { ask, post } = await aControlled();
  const fault = { kind: "refused", code: 200 };
  expect(await post("faults", { where: "+15550100021", fault, times: 2 })).toMatchObject({ status: 200, ok: true });
  expect((await ask(NUMBER)).body.error.code).toBe(200);
  await post("faults", { clear: true });
  expect((await ask(NUMBER)).status).toBe(200);
});

test("a number is given another scenario, or a look of its own", async () => {
  const { ask, post } = await aControlled();
  await post("scenario", { number: "+15550100021", scenario: "banned" });
  expect((await ask(`${NUMBER}?fields=status`)).body.status).toBe("BANNED");
  await post("look", { number: "+15550100021", look: { node: { status: "FLAGGED" } } });
  expect((await ask(`${NUMBER}?fields=status`)).body.status).toBe("FLAGGED");
});

test("a story is moved on, and every story says where it stands and what may be pasted", async () => {
  const { post, get } = await aControlled();
  expect(await post("stage", { number: "+15550100021", stage: "locked" })).toMatchObject({ ok: true, deliveries: [] });
  const { stories } = await get("stories");
  expect(stories).toMatchObject([
    { id: "policy", stage: "locked", since: expect.any(Number), paste: expect.stringContaining("131031") },
    { id: "payment", stage: "healthy", since: null, paste: null },
    { id: "signed_up_again", stage: "connected" },
  ]);
});

test("anything can be pushed, repeated and looked up, and the handshake made", async () => {
  const { graph, post, get } = await aControlled();
  const { url, received } = await aReceiver(() => ({ status: 202 }));
  graph.outbox.aim({ meta: { url, secret: "app", verifyToken: "ours" }, vonage: { url, secret: "signature" } });
  await post("push", { to: "meta", payload: { object: "whatsapp_business_account" } });
  await post("push", { to: "vonage", payload: { status: "delivered" }, fault: "stale" });
  await post("redeliver", { n: 1 });
  expect(await post("verify", { verify_token: "theirs" })).toMatchObject({ verified: false, status: 202 });
  expect((await get("deliveries")).deliveries).toMatchObject([
    { n: 1, to: "meta", status: 202 },
    { n: 2, to: "vonage", about: "delivered", fault: "stale" },
    { n: 3, repeats: 1 },
  ]);
  expect((await get("deliveries?after=2")).deliveries).toHaveLength(1);
  expect(received.map(({ method }) => method)).toEqual(["POST", "POST", "POST", "GET"]);
});

test("calls can be read, and none carries the token", async () => {
  const { ask, get } = await aControlled();
  await ask(NUMBER);
  expect((await get("calls")).calls).toMatchObject([{ method: "GET", path: NUMBER, status: 200 }]);
});

test.each([
  ["stage", { number: "+15550100021", stage: "cured" }, 'no stage "cured"'],
  ["stage", { number: "+15550100021" }, '"stage" is missing'],
  ["faults", { where: "everywhere", fault: { kind: "drop" } }, "A fault needs a place"],
  ["faults", { where: "*" }, '"fault" is missing'],
  ["push", { to: "meta", payload: {} }, "Nobody was named"],
  ["redeliver", { n: 7 }, "There is no delivery 7"],
])("%s %o is refused by a sentence", async (what, body, error) => {
  const { post } = await aControlled();
  expect(await post(what, body)).toMatchObject({ status: 400, ok: false, error: expect.stringContaining(error) });
});

test("what does not exist is 404, and a page of another site may not call", async () => {
  const { call } = await aControlled();
  expect(await call("POST", "constructor", {})).toMatchObject({ status: 404, ok: false });
  expect(await call("GET", "stage")).toMatchObject({ status: 404 });
  expect(await call("POST", "faults", { clear: true }, { origin: "https://evil.example" })).toMatchObject({
    status: 403,
  });
});
