import { expect, test } from "vitest";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import { fieldWords, refusalWords } from "../../src/slack/refusal-words.ts";

const STALE = { refused: "stale", step: "stop.hands_off", state: "todo", by: "U0BEN1", at: null } as const;

test("under a field there is neither bold nor a mention", () => {
  expect(fieldWords(refusalWords(STALE, PLAYBOOKS))).toMatch(/^Somebody else was faster: /);
  const notProved = { refused: "not_proved", steps: ["prove.incoming"], onChecklist: true } as const;
  const proof = "Recovered needs proof after the fix: “Receive one real message”. “Connected” is not enough.";
  expect(fieldWords(refusalWords(notProved, PLAYBOOKS))).toBe(proof);
  expect(fieldWords(refusalWords({ ...notProved, onChecklist: false }, PLAYBOOKS))).toMatch(/press Update and choose/);
  expect(fieldWords("Nothing changed: <@U0BEN1> did this already.")).toBe(
    "Nothing changed: somebody else did this already.",
  );
});

test("a refusal with a colleague in it mentions the colleague", () => {
  expect(refusalWords(STALE, PLAYBOOKS)).toContain("<@U0BEN1> was faster");
});
