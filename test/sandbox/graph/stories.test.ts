import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Told } from "../../../sandbox/graph/stories/create-stories.ts";
import { STORIES } from "../../../sandbox/graph/stories/index.ts";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis/diagnosis.ts";
import { parsePhoneNumber } from "../../../src/domain/phone-number.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";
import { createGraphWorld } from "../../providers/meta/graph-world.ts";
import { createMemorySingleFlight } from "../../providers/meta/memory-single-flight.ts";
import { aReceiver } from "../webhooks/a-receiver.ts";
import { aGraph, type Json, NOW } from "./a-graph.ts";

const POLICY = "+15550100021";
const PAYMENT = "+15550100022";
const SIGNED_UP = "+15550100023";
const AT = Date.parse(NOW) / 1000;

/** A graph whose notices go to a server that keeps them. */
async function aListenedGraph(status = 200) {
  const { graph, ask } = await aGraph();
  const receiver = await aReceiver(() => ({ status }));
  graph.outbox.aim({
    meta: { url: `${receiver.url}/webhooks/meta`, secret: "app", verifyToken: "ours" },
    vonage: { url: `${receiver.url}/webhooks/vonage`, secret: "signature" },
  });
  const told = (number: string): Told =>
    graph.stories.told().find(({ story }) => story.number === number) ?? expect.fail(`No story of ${number}`);
  const valuesOf = () => receiver.received.map(({ body }) => JSON.parse(body.toString()).entry[0].changes[0].value);
  return { graph, ask, told, valuesOf, ...receiver };
}

describe("the table", () => {
  test("every story has its own number, which is no scenario's and which the product accepts", async () => {
    const { graph } = await aGraph();
    const numbers = STORIES.map(({ number }) => number);
    expect(new Set([...numbers, ...graph.scenarios.map(({ number }) => number)]).size).toBe(
      numbers.length + graph.scenarios.length,
    );
    for (const number of numbers) expect(parsePhoneNumber(number)).toMatchObject({ ok: true, number });
  });

  test.each(STORIES)(
    "in $id every stage has its own name, leads on, and can be reached from the first",
    ({ stages }) => {
      const ids = stages.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const reached = new Set([ids[0]]);
      for (const id of reached) {
        const { next } = stages.find((stage) => stage.id === id) ?? expect.fail(`There is no stage ${id}.`);
        expect(next.length).toBeGreaterThan(0);
        for (const follower of next) reached.add(follower);
      }
      expect([...reached].sort()).toEqual([...ids].sort());
    },
  );
});

type Seen = Partial<Pick<Diagnosis, "verdict" | "category" | "confidence" | "stage" | "endsAt">>;
const healthy: Seen = { verdict: "not_locked", category: "none", confidence: "likely" };

/** What the product makes of a stage, without a word and with its text pasted. */
const SEEN: Record<string, { alone: Seen; pasted?: Seen }> = {
  "policy healthy": { alone: healthy },
  "policy violation": { alone: healthy, pasted: { verdict: "not_locked", confidence: "possible", stage: "warned" } },
  "policy restricted": {
    alone: { verdict: "limited" },
    pasted: { verdict: "restricted", confidence: "confirmed", endsAt: "2026-11-25T00:00:00.000Z" },
  },
  "policy locked": {
    alone: { verdict: "locked", stage: "disabled" },
    pasted: { verdict: "locked", stage: "disabled" },
  },
  "policy reinstated": { alone: healthy, pasted: { verdict: "not_locked" } },
  "payment healthy": { alone: healthy },
  "payment blocked": { alone: { verdict: "blocked", category: "payment" }, pasted: { verdict: "blocked" } },
  "payment settled": { alone: healthy, pasted: { verdict: "not_locked", confidence: "confirmed" } },
  "signed_up_again connected": { alone: healthy },
  "signed_up_again locked": { alone: { verdict: "locked" }, pasted: { verdict: "locked", confidence: "confirmed" } },
  "signed_up_again disconnected": {
    alone: { verdict: "blocked", category: "registration" },
    pasted: { verdict: "blocked", category: "registration" },
  },
  "signed_up_again removed": { alone: { verdict: "unknown" } },
  "signed_up_again signed_up": {
    alone: { verdict: "blocked", category: "registration" },
    pasted: { verdict: "blocked", category: "registration" },
  },
  "signed_up_again registered": { alone: healthy, pasted: { verdict: "not_locked", confidence: "confirmed" } },
};

describe("what the product makes of each stage", () => {
  test("every stage is expected here", () => {
    const all = STORIES.flatMap(({ id, stages }) => stages.map((stage) => `${id} ${stage.id}`));
    expect(Object.keys(SEEN)).toEqual(all);
  });

  test.each(Object.entries(SEEN))("%s", async (name, { alone, pasted }) => {
    const [storyId, stageId = ""] = name.split(" ");
    const story = STORIES.find(({ id }) => id === storyId) ?? expect.fail(name);
    const { graph, probe } = await createGraphWorld({ clock: () => NOW });
    await graph.setStage(story.number, stageId);
    const { evidence } = await probe(story.number);
    expect(diagnose({ evidence, now: NOW })).toMatchObject(alone);

    const paste = story.stages.find(({ id }) => id === stageId)?.paste?.(aboutOf(story.number));
    expect(paste === undefined).toBe(pasted === undefined);
    if (paste === undefined || pasted === undefined) return;
    const read = recognise(paste);
    expect([undefined, story.number]).toContain(read.number);
    expect(diagnose({ evidence: [...read.evidence, ...evidence], now: NOW })).toMatchObject(pasted);
  });
});

function aboutOf(number: string) {
  const serial = number.slice(-3);
  return { number, accountId: `700500000000${serial}`, phoneNumberId: `700600000000${serial}`, at: AT };
}

describe("moving on", () => {
  test("the number changes at once, and other numbers do not", async () => {
    const { graph, ask } = await aGraph();
    const statusOf = async (id: string) => (await ask(`/v25.0/${id}?fields=status`)).body.status;
    await graph.setStage(POLICY, "locked");
    expect([await statusOf("700600000000021"), await statusOf("700600000000022")]).toEqual(["BANNED", "CONNECTED"]);
    expect((await ask("/v25.0/700600000000021/messages", { method: "POST" })).body.error.code).toBe(131031);
    await graph.setStage(POLICY, "reinstated");
    expect(await statusOf("700600000000021")).toBe("CONNECTED");
    expect((await ask("/v25.0/700600000000021/messages", { method: "POST" })).status).toBe(200);
  });

  test("the product finds a number again that was removed and signed up under a new id", async () => {
    let ms = 0;
    const { graph, probe } = await createGraphWorld({ cache: createMemorySingleFlight(() => ms) });
    expect(await probe(SIGNED_UP)).toMatchObject({ phoneNumberId: "700600000000023" });
    await graph.setStage(SIGNED_UP, "registered");
    ms = 61_000; // what was read is kept for a minute, the id for ten
    expect(await probe(SIGNED_UP)).toMatchObject({ phoneNumberId: "700600000000923" });
  });

  test("a stage or a number nobody wrote is refused, with those that are known", async () => {
    const { graph } = await aGraph();
    await expect(graph.setStage(POLICY, "cured")).rejects.toThrow('no stage "cured". Known: healthy, violation,');
    await expect(graph.setStage("+15550100001", "locked")).rejects.toThrow("No story is told about +15550100001");
  });

  test("the places outlive a restart, without telling anybody again; one that is gone is left out", async () => {
    const before = await aGraph();
    await before.graph.setStage(POLICY, "locked");
    const places = before.graph.stories.places();
    const after = await aListenedGraph();
    after.graph.stories.restore({
      ...places,
      [PAYMENT]: { stage: "of old", since: 1 },
      "+1999": { stage: "x", since: 1 },
    });
    expect(after.told(POLICY)).toMatchObject({ stage: { id: "locked" }, since: AT });
    expect(after.told(PAYMENT)).toMatchObject({ stage: { id: "healthy" }, since: null });
    expect((await after.ask("/v25.0/700600000000021?fields=status")).body.status).toBe("BANNED");
    expect(after.received).toEqual([]);
  });
});

describe("what the providers tell", () => {
  test("nothing, until somebody is named who listens", async () => {
    const { graph } = await aGraph();
    expect(await graph.setStage(POLICY, "violation")).toEqual([]);
    expect(graph.outbox.deliveries()).toEqual([]);
  });

  test("the ladder of a violation, from the strike to the way back", async () => {
    const { graph, valuesOf } = await aListenedGraph();
    for (const stage of ["violation", "restricted", "locked", "reinstated"]) await graph.setStage(POLICY, stage);
    const expiration = AT + 3 * 24 * 3600;
    expect(valuesOf()).toMatchObject([
      { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "ALCOHOL" } },
      { event: "ACCOUNT_RESTRICTION", restriction_info: [{ expiration }, { expiration }] },
      { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE", waba_ban_date: "November 22, 2026" } },
      { decision: "REJECTED" },
      { statuses: [{ status: "failed", errors: [{ code: 131031 }] }, { status: "failed" }] },
      { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE" } },
      { decision: "APPROVED" },
      { statuses: [{ status: "delivered" }] },
      { messages: [{ type: "text" }], contacts: [{ profile: { name: "Zoë Müller" } }] },
    ]);
  });

  test("a payment block shows in failed messages alone", async () => {
    const { graph, valuesOf } = await aListenedGraph();
    for (const stage of ["blocked", "settled"]) await graph.setStage(PAYMENT, stage);
    expect(valuesOf()).toMatchObject([
      { statuses: [{ errors: [{ code: 131042 }] }, {}] },
      { statuses: [{ status: "delivered" }] },
    ]);
  });

  test("of a number at Vonage, Vonage tells too, with a token of its own", async () => {
    const { graph, received } = await aListenedGraph();
    await graph.setStage(SIGNED_UP, "locked");
    await graph.setStage(SIGNED_UP, "registered");
    expect(received.map(({ url }) => url.pathname)).toEqual(["/webhooks/vonage", "/webhooks/meta", "/webhooks/vonage"]);
    const [rejected, onboarded, delivered] = received.map(({ body }) => JSON.parse(body.toString()) as Json);
    expect(rejected).toMatchObject({ status: "rejected", from: "15550100023", error: { title: "1330" } });
    expect(onboarded.entry[0].changes[0].value).toMatchObject({ event: "ONBOARDING" });
    expect(delivered).toMatchObject({ status: "delivered", whatsapp: { waba_id: "700500000000023" } });
    expect(received[0]?.headers.authorization).toMatch(/^Bearer /);
  });

  test("each delivery is kept with the stage, with the status answered", async () => {
    const { graph, told } = await aListenedGraph(404);
    const deliveries = await graph.setStage(POLICY, "locked");
    expect(deliveries.map(({ about, status }) => [about, status])).toEqual([
      ["account_update DISABLED_UPDATE", 404],
      ["account_review_update REJECTED", 404],
      ["messages failed 131031 failed 131031", 404],
    ]);
    expect(told(POLICY).deliveries).toEqual(deliveries);
    await graph.setStage(POLICY, "healthy");
    expect(told(POLICY).deliveries).toEqual([]);
    expect(graph.outbox.deliveries()).toHaveLength(3);
  });

  test("the text to paste is one of the bodies that were pushed, byte for byte", async () => {
    for (const { number, stages } of STORIES) {
      for (const { id, notices } of stages) {
        const { graph, told, received } = await aListenedGraph();
        await graph.setStage(number, id);
        const { paste } = told(number);
        if (paste !== null && notices)
          expect(pastedOrRefused(received.map(({ body }) => body.toString()))).toContain(paste);
      }
    }
  });

  test("what was told can be told again, byte for byte, and only the first telling is repeated", async () => {
    const { graph, received } = await aListenedGraph();
    await graph.setStage(POLICY, "locked");
    await graph.stories.tellAgain(POLICY);
    await graph.stories.tellAgain(POLICY);
    const bytes = received.map(({ body, headers }) => `${headers["x-hub-signature-256"]} ${body}`);
    expect(bytes).toHaveLength(9);
    expect(bytes.slice(3, 6)).toEqual(bytes.slice(0, 3));
    expect(bytes.slice(6)).toEqual(bytes.slice(0, 3));
  });

  test("listeners hear of the move and of every answer", async () => {
    const { graph } = await aListenedGraph();
    let heard = 0;
    graph.stories.onChange(() => heard++);
    await graph.setStage(POLICY, "locked");
    expect(heard).toBe(4);
  });
});

/** A stage without a failed message has the refusal of a send to paste. */
function pastedOrRefused(bodies: readonly string[]): string[] {
  const refusal = '{"error":{"message":"(#133010) Account not registered","type":"OAuthException","code":133010,';
  return [...bodies, `${refusal}"fbtrace_id":"ASandboxTrace0001"}}`];
}

describe("shapes", () => {
  test.each([
    ["account-restricted", POLICY, "restricted", 0],
    ["account-disabled", POLICY, "locked", 0],
    ["review-rejected", POLICY, "locked", 1],
    ["status-failed-lock", POLICY, "locked", 2],
    ["account-reinstated", POLICY, "reinstated", 0],
    ["message-incoming", POLICY, "reinstated", 3],
    ["../providers/vonage-rejected-1330", SIGNED_UP, "locked", 0],
  ] as const)("what is pushed has every key of the recorded %s", async (name, number, stage, nth) => {
    const { graph, received } = await aListenedGraph();
    await graph.setStage(number, stage);
    const file = new URL(`../../fixtures/meta/${name}.json`, import.meta.url);
    const pushed = keysOf(JSON.parse(received[nth]?.body.toString() ?? "null"));
    expect(pushed).toEqual(expect.arrayContaining(keysOf(JSON.parse(readFileSync(file, "utf8")))));
  });
});

/** Every path to a key; of a list only its first item. */
function keysOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(Array.isArray(value) ? { first: value[0] } : value);
  return entries.flatMap(([key, inner]) => [`${path}.${key}`, ...keysOf(inner, `${path}.${key}`)]);
}
