import { expect, test } from "vitest";
import { onto } from "../../../src/slack/views/update/merge.ts";
import { someFacts } from "../../domain/ticket/a-ticket.ts";

test("a change of provider, shown as a move, is unticked like any other", () => {
  const current = someFacts({ recentChanges: ["provider_changed", "big_campaign"] });
  const shown = { recentChanges: ["migrated", "big_campaign"] } as const;
  expect(onto(current, { recentChanges: ["big_campaign"] }, shown).recentChanges).toEqual(["big_campaign"]);
});

test("“nothing changed” gives way to a change that somebody else told meanwhile", () => {
  const current = someFacts({ recentChanges: ["pin_changed"] });
  expect(onto(current, { recentChanges: ["nothing"] }, { recentChanges: [] }).recentChanges).toEqual(["pin_changed"]);
});

test("what is one answer is taken as it was told, and what was not told stays out", () => {
  const current = someFacts({ scope: "account", violation: ["goods"] });
  expect(onto(current, { scope: "number" }, { scope: "unknown" })).toEqual({ scope: "number" });
});
