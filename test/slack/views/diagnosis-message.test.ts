import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { buildDiagnosisMessage } from "../../../src/slack/views/diagnosis-message.ts";
import { buildExplainMessage } from "../../../src/slack/views/explain-message.ts";
import { buildHelpMessage } from "../../../src/slack/views/help-message.ts";
import { buildSecretWarning } from "../../../src/slack/views/secret-warning.ts";
import { ALL_AVAILABLE, anError, diagnosed, NOW, node, sign, supportHome } from "../../domain/diagnosis/evidence.ts";
import { pressesOf, textsOf } from "./shown.ts";

type Changes = Partial<Parameters<typeof buildDiagnosisMessage>[0]>;

function messageFor(evidence: readonly Evidence[], changes: Changes = {}) {
  return buildDiagnosisMessage({
    id: "d-1",
    diagnosis: diagnosed(...evidence),
    number: "+12025550123",
    secretsFound: [],
    probesMissing: [],
    probedAt: NOW,
    canShare: true,
    ...changes,
  });
}

function buttonsOf(evidence: readonly Evidence[], changes: Changes = {}): string[] {
  return pressesOf(messageFor(evidence, changes).blocks).map(({ action_id }) => action_id);
}

describe("a diagnosis message", () => {
  test("says why a cause is named once, not again where it says how sure it is", () => {
    const says = textsOf(messageFor([anError(131031)]).blocks);
    const reason = /: (a call was refused with Meta 131031.*)/.exec(says)?.[1] ?? expect.fail(says);
    expect(says.toLowerCase().split(reason.toLowerCase())).toHaveLength(2);
  });

  test("adds the reasons of a cause that it did not say yet", () => {
    const [, causes] = textsOf(messageFor([anError(131031), supportHome("listed_review")]).blocks).split(
      "most likely first",
    );
    expect(causes).toMatch(/_.*Business Support Home.*_/);
  });

  test.each([
    ["Locked", [anError(131031)]],
    ["Blocked", [anError(141006)]],
    ["Limited", [anError(130429)]],
    ["Not locked", [anError(131049)]],
    ["Unknown", []],
  ])("begins with the verdict: %s", (verdict, evidence) => {
    expect(messageFor(evidence).text.startsWith(verdict)).toBe(true);
    expect(textsOf(messageFor(evidence).blocks[0])).toContain(`*${verdict}`);
  });

  test("a healthy look beside a refused send is shown as what it is", () => {
    expect(textsOf(messageFor([anError(131031), node("CONNECTED")]).blocks)).toContain("What does not fit together");
  });

  test("says what to do, what not to do, how sure it is and which code it was", () => {
    const shown = textsOf(messageFor([anError(131031)]).blocks);
    for (const words of ["*First:*", "Do not register", "Confirmed: ", "Codes: Meta 131031", "Causes"]) {
      expect(shown).toContain(words);
    }
  });

  test("says what could not be read", () => {
    const unread: Evidence = { kind: "unread", what: "health", why: "token_expired", source: "probe" };
    const shown = textsOf(messageFor([anError(131031), unread], { probesMissing: ["Meta is not set up."] }).blocks);
    expect(shown).toMatch(/\*Not read\*\n• .*\n• Meta is not set up\./);
  });

  test("a lock is escalated first", () => {
    const presses = pressesOf(messageFor([anError(131031), supportHome("listed_review")]).blocks);
    expect(presses.map(({ text }) => text)).toEqual(["Escalate", "Check again", "Share to channel"]);
    expect(JSON.stringify(messageFor([anError(131031)]).blocks)).toContain('"style":"primary"');
  });

  test("a possible lock is escalated first as well, without waiting for a code", () => {
    const presses = pressesOf(messageFor([anError(1330, { namespace: "vonage" }), sign("inbound_silent")]).blocks);
    expect(presses.map(({ text }) => text)).toEqual([
      "Paste the code",
      "None is shown",
      "Don't know",
      "Escalate",
      "Check again",
      "Share to channel",
    ]);
  });

  test("one recipient's trouble is looked at again before it is escalated", () => {
    expect(buttonsOf([anError(131049)])).toEqual(["check_again", "share", "escalate"]);
  });

  test("in a thread there is nothing to share, and without a number nothing to check", () => {
    expect(buttonsOf([anError(131049)], { canShare: false, number: null })).toEqual(["escalate"]);
  });

  test("the next question has its answers as buttons, with not knowing among them", () => {
    const presses = pressesOf(messageFor([anError(131031)]).blocks);
    expect(presses).toContainEqual({
      text: "Nothing listed",
      action_id: "answer:support_home:nothing_listed",
      value: '{"d":"d-1"}',
    });
    expect(presses.map(({ text }) => text)).toContain("Don't know");
  });

  test("without anything to go on it asks for a paste, and not having one is an answer", () => {
    expect(buttonsOf([], { probesMissing: ["Meta is not set up."] })).toEqual([
      "answer:paste_or_code",
      "answer:health_check:field",
      "answer:provider_code:dont_know",
      "check_again",
      "share",
      "escalate",
    ]);
  });

  test("a healthy check is no proof, and says so", () => {
    expect(messageFor([ALL_AVAILABLE]).text).toMatch(/^Not locked as far as/);
  });

  test("what was removed is named, never shown", () => {
    expect(textsOf(messageFor([anError(131031)], { secretsFound: ["meta_token"] }).blocks)).toContain(
      "Removed from what was pasted: a Meta access token",
    );
  });
});

describe("explain", () => {
  test("a code says what it means, whether it is a lock and what to do first", () => {
    const { text, blocks } = buildExplainMessage("131031");
    expect(text).toContain("Meta 131031");
    expect(textsOf(blocks)).toMatch(/\*Lock\?\* This is a lock\..*\n\*First:\*/);
  });

  test("four digits are never guessed to be one provider's", () => {
    expect(buildExplainMessage("1330").text).toContain("Vonage 1330");
    expect(buildExplainMessage("vonage 1330").text).toMatch(/^Vonage 1330/);
  });

  test("anything else gets a sentence", () => {
    expect(buildExplainMessage("").text).toMatch(/^Which code\?/);
    expect(buildExplainMessage("999999").text).toMatch(/neither a known lock nor ruled out/);
  });
});

test("help names the word it does not know and the likely one", () => {
  expect(buildHelpMessage({ word: "statsu", didYouMean: "status" }).text).toMatch(
    /^I do not know “statsu”\. Did you mean `\/waba status`\?/,
  );
});

test("whoever posted a secret is told to delete the message and what to replace", () => {
  const { text, blocks } = buildSecretWarning(["meta_token", "pin"]);
  expect(text).toContain("a Meta access token and a two-step PIN");
  expect(textsOf(blocks)).toContain("Delete the message");
});
