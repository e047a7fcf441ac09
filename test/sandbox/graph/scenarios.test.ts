import { expect, test } from "vitest";
import { SCENARIOS, type Scenario } from "../../../sandbox/graph/scenarios.ts";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis/diagnosis.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";
import { createGraphWorld, HASTY, NOW } from "../../providers/meta/graph-world.ts";

type Expected = Partial<Pick<Diagnosis, "verdict" | "category" | "confidence" | "stage" | "endsAt" | "nextQuestion">>;

function scenario(id: string): Scenario {
  return SCENARIOS.find((one) => one.id === id) ?? expect.fail(`There is no scenario ${id}.`);
}

async function diagnoseScenario(id: string, pasted: readonly Evidence[] = []): Promise<Diagnosis> {
  const { probe } = await createGraphWorld(id === "graph_silent" ? HASTY : {});
  const { evidence } = await probe(scenario(id).number);
  return diagnose({ evidence: [...pasted, ...evidence], now: NOW });
}

const cannotSee: Expected = { verdict: "unknown", confidence: "possible", nextQuestion: "paste_or_code" };
const ALONE: Record<string, Expected> = {
  locked_policy: { verdict: "blocked", confidence: "likely", nextQuestion: "support_home" },
  locked_but_connected: { verdict: "not_locked", confidence: "likely" },
  pin_mismatch: { verdict: "blocked", category: "registration" },
  payment: { verdict: "blocked", category: "payment", confidence: "confirmed" },
  restricted: { verdict: "limited", endsAt: null },
  unverified: { verdict: "limited", category: "verification" },
  banned: { verdict: "locked", stage: "disabled", confidence: "confirmed" },
  healthy: { verdict: "not_locked", confidence: "likely" },
  graph_down: cannotSee,
  graph_silent: cannotSee,
  token_expired: cannotSee,
  rate_limited: cannotSee,
  technical_lock: { verdict: "locked", category: "lock" },
  calling_only: { verdict: "not_locked", confidence: "likely" },
  not_registered: { verdict: "blocked", category: "registration" },
  several_blockers: { verdict: "blocked", category: "payment", confidence: "confirmed" },
  no_permission: cannotSee,
  unknown_number: cannotSee,
};

test.each(Object.entries(ALONE))("looking at %s alone gives what the list promises", async (id, expected) => {
  expect(await diagnoseScenario(id)).toMatchObject(expected);
});

test("every scenario has an expected diagnosis", () => {
  expect(SCENARIOS.map(({ id }) => id)).toEqual(Object.keys(ALONE));
});

test.each([
  ["locked_policy", { verdict: "locked", stage: "locked" }],
  ["locked_but_connected", { verdict: "locked", category: "lock" }],
  ["pin_mismatch", { verdict: "blocked", category: "pin" }],
  ["payment", { verdict: "blocked", category: "payment" }],
  ["restricted", { verdict: "restricted", endsAt: "2030-12-31T00:00:00.000Z" }],
  ["banned", { verdict: "locked", stage: "disabled" }],
  ["technical_lock", { verdict: "locked", category: "lock" }],
  ["not_registered", { verdict: "blocked", category: "registration" }],
  ["several_blockers", { verdict: "blocked", category: "payment" }],
] satisfies [string, Expected][])("%s with its error pasted", async (id, expected) => {
  expect(await diagnoseScenario(id, recognise(scenario(id).paste ?? "").evidence)).toMatchObject(expected);
});

test("a text to paste names no other number than its own", () => {
  for (const { number, paste } of SCENARIOS) {
    const named = paste === null ? undefined : recognise(paste).number;
    expect([undefined, number]).toContain(named);
  }
  expect(recognise(scenario("locked_policy").paste ?? "").number).toBe("+15550100001");
});

test("a failed send outranks a number that looks healthy, and the contradiction is said", async () => {
  const { evidence } = recognise(scenario("locked_but_connected").paste ?? "");
  const { contradictions } = await diagnoseScenario("locked_but_connected", evidence);
  expect(contradictions.map(({ kind }) => kind)).toContain("healthy_node_but_send_failed");
});
