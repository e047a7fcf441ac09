import { expect, test } from "vitest";
import { SCENARIOS } from "../../../sandbox/graph/scenarios.ts";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis/diagnosis.ts";
import type { Evidence, Origin } from "../../../src/domain/evidence.ts";
import { createGraphWorld, NOW } from "../../providers/meta/graph-world.ts";

type Expected = Partial<Pick<Diagnosis, "verdict" | "category" | "confidence" | "stage" | "endsAt" | "nextQuestion">>;

async function diagnoseScenario(id: string, pasted: readonly Evidence[] = []): Promise<Diagnosis> {
  const scenario = SCENARIOS.find((one) => one.id === id);
  const { probe } = await createGraphWorld({ timeoutMs: 100 });
  const { evidence } = await probe(scenario?.number ?? "");
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
  unknown_number: cannotSee,
};

test.each(Object.entries(ALONE))("looking at %s alone gives what the list promises", async (id, expected) => {
  expect(await diagnoseScenario(id)).toMatchObject(expected);
});

test("every scenario has an expected diagnosis", () => {
  expect(SCENARIOS.map(({ id }) => id)).toEqual(Object.keys(ALONE));
});

function error(code: number, origin: Origin = "send"): Evidence {
  return { kind: "error", namespace: "meta", code, origin, source: "pasted", at: NOW };
}

test.each([
  ["locked_policy", error(131031), { verdict: "locked", stage: "locked" }],
  ["locked_but_connected", error(131031), { verdict: "locked", category: "lock" }],
  ["pin_mismatch", error(133005, "register"), { verdict: "blocked", category: "pin" }],
  ["payment", error(131042), { verdict: "blocked", category: "payment" }],
  ["banned", error(131031), { verdict: "locked", stage: "disabled" }],
  ["technical_lock", error(131031), { verdict: "locked", category: "lock" }],
  ["not_registered", error(133010), { verdict: "blocked", category: "registration" }],
  ["graph_down", error(131031), { verdict: "locked" }],
] as const)("%s with its error pasted", async (id, pasted, expected) => {
  expect(await diagnoseScenario(id, [pasted])).toMatchObject(expected);
});

test("a restriction that was pasted brings its end", async () => {
  const endsAt = "2026-11-29T00:00:00.000Z";
  const types = ["RESTRICTED_BIZ_INITIATED_MESSAGING"];
  const pasted: Evidence = { kind: "restriction", types, endsAt, source: "pasted", at: NOW };
  expect(await diagnoseScenario("restricted", [pasted])).toMatchObject({ verdict: "restricted", endsAt });
});

test("a failed send outranks a number that looks healthy, and the contradiction is said", async () => {
  const { contradictions } = await diagnoseScenario("locked_but_connected", [error(131031)]);
  expect(contradictions.map(({ kind }) => kind)).toContain("healthy_node_but_send_failed");
});
