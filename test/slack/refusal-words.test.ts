import { describe, expect, test } from "vitest";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import type { Playbook, Playbooks } from "../../src/domain/playbooks/playbook.ts";
import { md, person } from "../../src/slack/mrkdwn.ts";
import { fieldWords, refusalWords } from "../../src/slack/refusal-words.ts";

const STALE = { refused: "stale", step: "stop.hands_off", state: "todo", by: "U0BEN1", at: null } as const;

test("under a field there is neither bold nor a mention", () => {
  expect(fieldWords(refusalWords(STALE, PLAYBOOKS))).toMatch(/^Somebody else was faster: /);
  const notProved = { refused: "not_proved", steps: ["prove.incoming"], onChecklist: true } as const;
  const proof = "Recovered needs proof after the fix: “Receive one real message”. “Connected” is not enough.";
  expect(fieldWords(refusalWords(notProved, PLAYBOOKS))).toBe(proof);
  expect(fieldWords(refusalWords({ ...notProved, onChecklist: false }, PLAYBOOKS))).toMatch(
    /press Update and tick “It receives and sends again” under “What holds now”: that opens them\.$/,
  );
  expect(fieldWords(md`Nothing changed: ${person("U0BEN1")} did this already.`)).toBe(
    "Nothing changed: somebody else did this already.",
  );
});

test("a refusal with a colleague in it mentions the colleague", () => {
  expect(refusalWords(STALE, PLAYBOOKS).mrkdwn).toContain("<@U0BEN1> was faster");
});

describe("a title that a team wrote itself", () => {
  const hostile = "<!channel> call <https://evil.example|the bank> & <@U0BEN1>";
  const own: Playbook = {
    path: "custom:own",
    title: "Own",
    version: 1,
    steps: [{ id: "own.call", title: hostile, who: ["support"], needs: [], does: "Call.", sources: ["practice"] }],
  };
  const playbooks: Playbooks = { ...PLAYBOOKS, "custom:own": own };
  const step = "own.call";
  const REFUSALS = [
    { refused: "not_shown", step },
    { refused: "waiting_for", step: "stop.hands_off", steps: [step], conditions: [hostile] },
    { refused: "waiting_for", step, steps: [], conditions: [] },
    { refused: "not_released", step },
    { refused: "no_release_needed", step },
    { refused: "second_person_needed", step },
    { refused: "attempts_used_up", step },
    { refused: "stale", step, state: "todo", by: null, at: null },
    { refused: "not_proved", steps: [step], onChecklist: true },
  ] as const;

  test.each(REFUSALS)("notifies nobody and links nowhere in $refused", (refusal) => {
    const { mrkdwn } = refusalWords(refusal, playbooks);
    expect(mrkdwn).not.toMatch(/<[!@#h]/);
    expect(mrkdwn).toContain("&lt;!channel&gt; call &lt;https://evil.example|the bank&gt; &amp; &lt;@U0BEN1&gt;");
  });

  test("stands under a field as it was written", () => {
    expect(fieldWords(refusalWords({ refused: "not_released", step }, playbooks))).toContain(`“${hostile}” has to be`);
  });
});
