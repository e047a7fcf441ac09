import type { ViewOutput } from "@slack/bolt";
import type { InputBlock } from "@slack/types";
import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { RECENT_CHANGES } from "../../../src/domain/evidence.ts";
import { draftFrom, readEscalationForm } from "../../../src/slack/views/escalation/form.ts";
import { buildEscalationModal } from "../../../src/slack/views/escalation/modal.ts";
import { type FormValues, shownValues } from "../../../src/slack/views/inputs.ts";
import { escalationIds } from "../../../src/slack/views/metadata.ts";
import { formValues } from "../../support/form-values.ts";
import { problemsOfView } from "../../support/validate-blocks.ts";

const NOW = "2026-11-22T12:00:00.000Z";
const EARLIER = Date.parse("2026-11-22T08:00:00.000Z") / 1000;

type Fields = Parameters<typeof formValues>[0];

function filled(changes: Fields = {}): FormValues {
  return formValues({
    provider: { one: "vonage" },
    number: "+1 202 555 0123",
    first_seen: EARLIER,
    errors: '{"code":1330,"details":"131031 Business Account locked"}',
    api_key: "a1b2c3d4",
    ...changes,
  });
}

function errorsOf(changes: Fields): Record<string, string> {
  const read = readEscalationForm(filled(changes), { now: NOW });
  return read.ok ? {} : read.errors;
}

function formOf(changes: Fields = {}) {
  const read = readEscalationForm(filled(changes), { now: NOW });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.form;
}

describe("the modal", () => {
  const ORDER = [
    ["provider", "static_select"],
    ["number", "plain_text_input"],
    ["first_seen", "datetimepicker"],
    ["errors", "plain_text_input"],
    ["api_key", "plain_text_input"],
    ["business_support_home", "static_select"],
    ["scope", "static_select"],
    ["onboarded", "static_select"],
    ["waba_id", "plain_text_input"],
    ["recent_changes", "checkboxes"],
    ["incoming", "static_select"],
    ["customer", "plain_text_input"],
    ["meta_admin", "plain_text_input"],
  ];

  test("asks the contract's fields in their order", () => {
    const view = buildEscalationModal({});
    const inputs = view.blocks.filter((block): block is InputBlock => block.type === "input");
    expect(inputs.map(({ block_id, element }) => [block_id, element.type])).toEqual(ORDER);
    expect(view.callback_id).toBe("escalate");
    expect(new Set(inputs.map(({ element }) => element.action_id))).toEqual(new Set(["value"]));
    expect(problemsOfView(view)).toEqual([]);
  });

  test("numbers and errors take several lines", () => {
    const text = JSON.stringify(buildEscalationModal({}).blocks.filter((block) => "block_id" in block));
    expect(text.match(/"multiline":true/g)).toHaveLength(2);
  });

  test("requires the API key for Vonage only, and asks others for a reference", () => {
    expect(keyBlock("vonage")).toMatchObject({ label: { text: "Vonage API key" }, optional: false });
    expect(keyBlock("twilio")).toMatchObject({ label: { text: "Account reference" }, optional: true });
    expect(JSON.stringify(keyBlock("twilio"))).toContain("Never a key, token or password");
  });

  function keyBlock(provider: "vonage" | "twilio") {
    const { blocks } = buildEscalationModal({}, { provider });
    return blocks.find((block) => block.block_id === "api_key");
  }

  test("is rebuilt when the provider changes", () => {
    expect(buildEscalationModal({}).blocks[0]).toMatchObject({ block_id: "provider", dispatch_action: true });
  });

  test("names the time zone when it is known", () => {
    expect(JSON.stringify(buildEscalationModal({}, { zone: "Europe/Berlin" }))).toContain("Europe/Berlin");
  });

  test("shows what is known already, whatever it is", () => {
    const text = fc.string({ unit: "binary", maxLength: 3500 });
    fc.assert(
      fc.property(text, fc.subarray([...RECENT_CHANGES]), (typed, recentChanges) => {
        const draft = { errors: typed, customer: typed, metaAdmin: typed, wabaId: typed, apiKey: typed, recentChanges };
        expect(problemsOfView(buildEscalationModal(draft, { notes: [typed], zone: typed }))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test("gives back what it showed", () => {
    const draft = draftFrom(filled({ scope: { one: "account" }, recent_changes: { many: ["pin_changed"] } }));
    expect(draftFrom(shownValues(buildEscalationModal(draft).blocks))).toEqual(draft);
  });
});

describe("the reader", () => {
  test("takes what Bolt hands over", () => {
    expectTypeOf<ViewOutput["state"]["values"]>().toExtend<FormValues>();
  });

  test("reads a filled form", () => {
    expect(formOf({ waba_id: "102290129340398", incoming: { one: "stopped" } })).toEqual({
      provider: "vonage",
      numbers: ["+12025550123"],
      firstSeenAt: "2026-11-22T08:00:00.000Z",
      errors: '{"code":1330,"details":"131031 Business Account locked"}',
      secrets: [],
      apiKey: "a1b2c3d4",
      accountReference: null,
      supportHome: "not_checked",
      scope: "unknown",
      onboarded: "unknown",
      wabaId: "102290129340398",
      recentChanges: [],
      incoming: "stopped",
      customer: null,
      metaAdmin: null,
    });
  });

  test("a number given twice is one number, however it was written", () => {
    expect(formOf({ number: "+1 202 555 0123\n0012025550123, 12025550124\n\n" }).numbers).toEqual([
      "+12025550123",
      "+12025550124",
    ]);
  });

  test.each([
    ["no number", { number: " \n" }, "number", /Enter at least one number/],
    ["a bad line is named", { number: "+12025550123\nhello" }, "number", /^Line 2 \(“hello”\): /],
    ["more than fifty numbers", { number: fiftyOne() }, "number", /51 numbers.*at most 50/],
    ["first seen tomorrow", { first_seen: EARLIER + 86_400 }, "first_seen", /future/],
    ["no errors", { errors: " " }, "errors", /Paste at least one error/],
    ["no key for Vonage", { api_key: "" }, "api_key", /Vonage asks for the API key/],
    ["a Vonage secret as the key", { api_key: "Zy8wLq3pTn5vKd2R" }, "api_key", /secret/],
    ["a value as long as a secret", { api_key: "abcdefghijklmnop" }, "api_key", /too long/],
    ["a word as the key", { api_key: "hello" }, "api_key", /eight letters and digits/],
    ["something else as the key", { api_key: "a1b2_c3d4" }, "api_key", /eight letters and digits/],
    ["a number as the account id", { waba_id: "+12025550123" }, "waba_id", /phone number/],
    ["another number as the account id", { waba_id: "+442071838750" }, "waba_id", /phone number/],
    ["words as the account id", { waba_id: "my shop" }, "waba_id", /digits only/],
    [
      "nothing and something changed",
      { recent_changes: { many: ["nothing", "pin_changed"] } },
      "recent_changes",
      /both/,
    ],
  ])("%s is answered with a sentence under its field", (_name, changes, field, says) => {
    const errors = errorsOf(changes as Fields);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatch(says);
  });

  test("every mistake is told at once", () => {
    const read = readEscalationForm(formValues({}), { now: NOW });
    expect(Object.keys(read.ok ? {} : read.errors)).toEqual(["provider", "number", "first_seen", "errors"]);
  });

  test("a token in any field is neither kept nor repeated", () => {
    const token = `EAAG${"mN0Zq".repeat(20)}`;
    const form = formOf({ errors: `Authorization: Bearer ${token}`, customer: `Acme ${token}`, meta_admin: token });
    expect(form.secrets.length).toBeGreaterThan(0);
    expect(JSON.stringify(form)).not.toContain(token);
    for (const field of ["number", "api_key", "waba_id"]) {
      expect(Object.keys(errorsOf({ [field]: token }))).toEqual([field]);
      expect(JSON.stringify(errorsOf({ [field]: token }))).not.toContain(token);
    }
  });

  test("other providers may leave a reference, and never a key", () => {
    const twilio = { provider: { one: "twilio" }, api_key: `AC${"0a".repeat(16)}` };
    expect(formOf(twilio)).toMatchObject({ apiKey: null, accountReference: twilio.api_key });
    expect(formOf({ ...twilio, api_key: "AcmeShop2" }).accountReference).toBe("AcmeShop2");
    expect(errorsOf({ ...twilio, api_key: "0a".repeat(16) })).toHaveProperty("api_key");
  });

  test("a moment a few minutes ahead is a wrong clock, not a mistake", () => {
    expect(errorsOf({ first_seen: Date.parse(NOW) / 1000 + 120 })).toEqual({});
  });
});

test("the ids in private_metadata survive the way out and back", () => {
  const id = fc.option(fc.string({ minLength: 1, maxLength: 100 }), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ diagnosisId: id, draftId: id, channel: id, messageTs: id }), (ids) => {
      const known = Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined));
      expect(escalationIds.decode(escalationIds.encode(ids))).toEqual(known);
    }),
  );
  expect(escalationIds.decode("not ours")).toBeUndefined();
});

function fiftyOne(): string {
  return Array.from({ length: 51 }, (_, at) => `+120255501${String(at).padStart(2, "0")}`).join("\n");
}
