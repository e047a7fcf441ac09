import { describe, expect, test } from "vitest";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { buildDuplicateView, readAddTo } from "../../../src/slack/views/duplicate-view.ts";
import type { FormValues } from "../../../src/slack/views/inputs.ts";
import { shownValues } from "../../../src/slack/views/inputs.ts";
import { buildProviderRequest, providerRequestText } from "../../../src/slack/views/provider-request.ts";
import { readResolve } from "../../../src/slack/views/ticket-modals.ts";
import { readUpdate } from "../../../src/slack/views/update/form.ts";
import { buildUpdateModal } from "../../../src/slack/views/update/modal.ts";
import { someFacts, withRows } from "../../domain/ticket/a-ticket.ts";
import { formValues } from "../../support/form-values.ts";
import { aRecord, NOW } from "./a-record.ts";
import { textsOf } from "./shown.ts";

describe("the update form", () => {
  const text = { providerCase: "C-1", metaCase: null };
  const { blocks } = buildUpdateModal("WL-42", { facts: someFacts({ attempts: { meta: 2, provider: null } }), text });

  function readWith(changes: FormValues) {
    return readUpdate({ ...shownValues(blocks), ...changes }, { now: NOW, blocks });
  }

  test("left as it is, changes nothing", () => {
    expect(readWith({})).toEqual({ ok: true, facts: {}, text: {} });
  });

  test("holds only what this person changed, so that it undoes nobody else's answer", () => {
    const changes = formValues({ provider_way: { one: "disconnect" }, meta_case: "M-9" });
    expect(readWith(changes)).toEqual({
      ok: true,
      facts: { providerWay: "disconnect", metaCase: "yes" },
      text: { metaCase: "M-9" },
    });
  });

  test("an emptied counter is not known, never zero", () => {
    expect(readWith(formValues({ attempts_meta: "" }))).toMatchObject({
      facts: { attempts: { meta: null, provider: null } },
    });
  });

  test.each([
    ["attempts_meta", "two", /whole number/],
    ["last_paid_message", Date.parse(NOW) / 1000 + 86_400, /future/],
    ["meta_case", `EAAG${"mN0Zq".repeat(20)}`, /secret/],
  ] as const)("a wrong %s is answered under its field", (field, value, says) => {
    const read = readWith(formValues({ [field]: value }));
    expect(read.ok ? undefined : read.errors[field]).toMatch(says);
  });
});

describe("the provider request", () => {
  const ctx = { playbooks: PLAYBOOKS, now: NOW };

  test("has the four facts, whole and in the order the provider asks for them", () => {
    const written = providerRequestText(aRecord(), "a1b2c3d4", ctx);
    expect(written).toMatch(
      /1\. API key: a1b2c3d4\n2\. Affected number: \+12025550123\n3\. First noticed: 2026-11-22 07:00 UTC\n4\. Errors received:\n131031 Business Account locked/,
    );
  });

  test("claims only what is ticked", () => {
    const record = aRecord();
    const ticked = {
      ...record,
      ticket: withRows(record.ticket, { "stop.pause_bulk": "claimed", "find.where": "skipped" }),
    };
    expect(providerRequestText(record, null, ctx)).not.toContain("Done so far");
    const written = providerRequestText(ticked, null, ctx);
    expect(written).toContain("- Pause campaigns and automatic retries (said done");
    expect(written).not.toContain("Did it fail on a send");
  });

  test("says what is missing", () => {
    expect(textsOf(buildProviderRequest(aRecord({ text: { wabaId: null } }), null, ctx).blocks)).toContain(
      "Still missing:* the API key, the account id",
    );
    expect(providerRequestText(aRecord(), null, ctx)).toContain("API key: (missing)");
  });
});

describe("a number that is in a ticket already", () => {
  const one = { number: "+12025550123", ref: "WL-42" };

  test("is named with its ticket, and the report joins it", () => {
    const view = buildDuplicateView({ open: [one], others: ["+12025550124"], draftId: "draft" });
    expect(textsOf(view.blocks)).toContain("Already escalated as WL-42");
    expect(textsOf(view.blocks)).toContain("In no open ticket: +12025550124");
    expect(view.submit?.text).toBe("Add to WL-42");
    expect(readAddTo({}, view.private_metadata)).toBe("WL-42");
  });

  test("several tickets leave the choice to the person", () => {
    const view = buildDuplicateView({ open: [one, { number: "+12025550125", ref: "WL-50" }], others: [] });
    expect(readAddTo(formValues({ ticket: { one: "WL-50" } }), view.private_metadata)).toBe("WL-50");
  });
});

test("resolving needs an outcome and a reason", () => {
  expect(readResolve(formValues({}))).toMatchObject({ ok: false, errors: { outcome: expect.any(String) } });
  expect(readResolve(formValues({ outcome: { one: "not_a_lock" }, reason: "Payment was the cause." }))).toMatchObject({
    ok: true,
    outcome: "not_a_lock",
    reason: "Payment was the cause.",
  });
});
