import { expect, it } from "vitest";
import { changedFacts } from "../../../src/domain/ticket/changed-facts.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../../src/domain/ticket/facts.ts";

it("facts that come back with their keys in another order have not changed", () => {
  const before: TicketFacts = {
    ...DEFAULT_FACTS,
    codes: [{ namespace: "meta", code: 131031 }],
    attempts: { meta: 1, provider: 2 },
  };
  const same = { codes: [{ code: 131031, namespace: "meta" }], attempts: { provider: 2, meta: 1 } } as const;
  expect(changedFacts(before, same)).toEqual({});
  expect(changedFacts(before, { ...same, attempts: { provider: 2, meta: 2 } })).toEqual({
    attempts: { provider: 2, meta: 2 },
  });
  expect(changedFacts(before, { codes: [], registerWait: null, restriction: { endsAt: null } })).toEqual({
    codes: [],
    restriction: { endsAt: null },
  });
});
