import type { InputBlock, ModalView } from "@slack/types";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../src/domain/evidence.ts";
import type { TicketFacts } from "../../../src/domain/ticket/facts.ts";
import { DAY, HOUR, plus } from "../../../src/domain/time.ts";
import { type FormValues, shownValues } from "../../../src/slack/views/inputs.ts";
import { buildEndsModal } from "../../../src/slack/views/update/ends.ts";
import { readUpdate } from "../../../src/slack/views/update/form.ts";
import { HOLDS } from "../../../src/slack/views/update/ids.ts";
import { buildUpdateModal } from "../../../src/slack/views/update/modal.ts";
import { someFacts } from "../../domain/ticket/a-ticket.ts";
import { formValues } from "../../support/form-values.ts";
import { problemsOfView } from "../../support/validate-blocks.ts";
import { NOW } from "./a-record.ts";

const TEXT = { providerCase: null, metaCase: null };
const END = plus(NOW, 3 * DAY);

function formFor(facts: Partial<TicketFacts> = {}, evidence: readonly Evidence[] = []): ModalView {
  return buildUpdateModal("WL-42", { facts: someFacts(facts), text: TEXT, evidence });
}

/** The form as it was opened, submitted with these fields changed. */
function submit({ blocks }: ModalView, changes: Parameters<typeof formValues>[0] = {}, now = NOW) {
  const values: FormValues = { ...shownValues(blocks), ...formValues(changes) };
  return readUpdate(values, { now, blocks });
}

const ticks = (...many: string[]) => ({ what_holds: { many } });
const unix = (at: string) => Date.parse(at) / 1000;
const fieldsOf = ({ blocks }: ModalView) => blocks.map(({ block_id }) => block_id);
const offered = ({ blocks }: ModalView) => {
  const block = blocks.find((one): one is InputBlock => one.block_id === "what_holds");
  return block?.element.type === "checkboxes" ? block.element.options.map(({ value }) => value) : [];
};

const EVERYTHING: Partial<TicketFacts> = {
  sendsAgain: true,
  banned: "yes",
  restriction: { endsAt: END },
  paymentCode: true,
  registerWait: { until: plus(NOW, HOUR) },
  accessLost: true,
  offboarded: true,
  compromised: true,
};

describe("what holds now", () => {
  test.each<[string, Partial<TicketFacts>, Partial<TicketFacts>]>([
    ["sends_again", { sendsAgain: true }, { sendsAgain: false }],
    ["ban", { banned: "yes" }, { banned: "no" }],
    ["restriction", { restriction: { endsAt: null } }, { restriction: null }],
    ["register_wait", { registerWait: { until: null } }, { registerWait: null }],
    ["access", { accessLost: true }, { accessLost: false }],
    ["coexistence", { offboarded: true }, { offboarded: false }],
    ["compromise", { compromised: true }, { compromised: false }],
    ["payment", { paymentCode: true }, { paymentCode: false }],
  ])("%s is told by a tick, and over when it is unticked", (one, on, off) => {
    const known = { lockCode: "unknown", codes: [{ namespace: "meta", code: 131042 }] } as const;
    expect(submit(formFor(known), ticks(one))).toMatchObject({ ok: true, facts: on });
    expect(submit(formFor({ ...known, ...on }), ticks())).toEqual({ ok: true, facts: off, text: {} });
  });

  test("everything at once is shown as it stands, inside Slack's limits, and left alone changes nothing", () => {
    const form = formFor(EVERYTHING);
    expect(submit(form)).toEqual({ ok: true, facts: {}, text: {} });
    expect(offered(form)).toEqual(HOLDS);
    expect(problemsOfView(form)).toEqual([]);
  });

  test("each tick is a fact of its own: two people who tick two do not undo each other", () => {
    const opened = formFor({ compromised: true });
    const [ann, ben] = [submit(opened, ticks("compromise", "ban")), submit(opened, ticks())];
    expect(ann).toEqual({ ok: true, facts: { banned: "yes" }, text: {} });
    expect(ben).toEqual({ ok: true, facts: { compromised: false }, text: {} });
  });

  test("payment is offered where it concerns the ticket, and stays, so that settling it can be taken back", () => {
    const settled: Evidence = { kind: "answer_state", state: "payment", holds: false, source: "answer", at: NOW };
    expect(offered(formFor())).not.toContain("payment");
    expect(offered(formFor({ paymentCode: true }))).toContain("payment");
    expect(offered(formFor({}, [settled]))).toContain("payment");
    for (const code of [131042, 141006]) {
      expect(offered(formFor({ codes: [{ namespace: "meta", code }] }))).toContain("payment");
    }
  });

  test("lost access is not offered beside a lock code, which it would hide", () => {
    expect(offered(formFor())).not.toContain("access");
    expect(offered(formFor({ lockCode: "unknown" }))).toContain("access");
    expect(offered(formFor({ accessLost: true }))).toContain("access");
  });

  test("a restriction that is over but still listed is answered under the ticks", () => {
    const form = formFor({ supportHome: "listed_until" });
    const read = submit(form, ticks());
    expect(read.ok ? undefined : read.errors.what_holds).toMatch(/still says that a restriction is listed/);
    expect(submit(form, { ...ticks(), business_support_home: { one: "nothing_listed" } })).toMatchObject({
      ok: true,
      facts: { supportHome: "nothing_listed", restriction: null },
    });
  });
});

describe("the end of what holds for a while", () => {
  test("is asked only where it concerns this ticket", () => {
    expect(fieldsOf(formFor())).not.toContain("restriction_end");
    expect(fieldsOf(formFor({ supportHome: "listed_until" }))).toContain("restriction_end");
    expect(fieldsOf(formFor({ restriction: { endsAt: null } }))).toContain("restriction_end");
    expect(fieldsOf(formFor())).not.toContain("register_wait_end");
    expect(fieldsOf(formFor({ registerWait: { until: null } }))).toContain("register_wait_end");
  });

  test("comes onto the ticket, also where only Business Support Home spoke of a restriction", () => {
    for (const facts of [{ restriction: { endsAt: null } }, { supportHome: "listed_until" as const }]) {
      expect(submit(formFor(facts), { restriction_end: unix(END) })).toEqual({
        ok: true,
        facts: { restriction: { endsAt: END } },
        text: {},
      });
    }
    expect(submit(formFor({ registerWait: { until: null } }), { register_wait_end: unix(END) })).toMatchObject({
      facts: { registerWait: { until: END } },
    });
  });

  test.each([
    ["restriction_end", { restriction: { endsAt: null } }],
    ["register_wait_end", { registerWait: { until: null } }],
  ] as const)("a %s that cannot be is answered under its field", (field, facts) => {
    const says = (at: string) => {
      const read = submit(formFor(facts), { [field]: unix(at) });
      return read.ok ? undefined : read.errors[field];
    };
    expect(says(plus(NOW, -HOUR))).toMatch(/has passed\. Enter an end that is still to come, or untick what is over/);
    expect(says(plus(NOW, 800 * DAY))).toMatch(/more than a year away/);
    expect(says(plus(NOW, HOUR))).toBeUndefined();
  });

  test("an end that has come meanwhile is no mistake of whoever changes something else", () => {
    const form = formFor({ restriction: { endsAt: END } });
    expect(submit(form, { provider_way: { one: "waiting" } }, plus(END, DAY))).toEqual({
      ok: true,
      facts: { providerWay: "waiting" },
      text: {},
    });
    expect(submit(form, ticks(), plus(END, DAY))).toMatchObject({ ok: true, facts: { restriction: null } });
  });

  test("is asked at once when a tick made it needed, and never twice", () => {
    const before = formFor();
    const facts = someFacts({ restriction: { endsAt: null } });
    const more = buildEndsModal("WL-42", facts, before.blocks);
    expect(fieldsOf(more ?? before)).toEqual([undefined, "restriction_end"]);
    expect(problemsOfView(more)).toEqual([]);
    expect(buildEndsModal("WL-42", facts, formFor({ restriction: { endsAt: null } }).blocks)).toBeUndefined();
    expect(buildEndsModal("WL-42", someFacts(), before.blocks)).toBeUndefined();
  });

  test("asked alone it says nothing about anything else", () => {
    const more = buildEndsModal("WL-42", someFacts({ restriction: { endsAt: null } }), []);
    if (more === undefined) throw new Error("nothing was asked");
    expect(submit(more)).toEqual({ ok: true, facts: {}, text: {} });
    expect(submit(more, { restriction_end: unix(END) })).toEqual({
      ok: true,
      facts: { restriction: { endsAt: END } },
      text: {},
    });
    const read = submit(more, { restriction_end: unix(plus(NOW, -DAY)) });
    expect(read.ok ? undefined : read.errors.restriction_end).toMatch(/has passed/);
  });
});

describe("the code beside 1330", () => {
  const answered: Evidence = {
    kind: "error",
    namespace: "meta",
    code: 131031,
    origin: "unknown",
    source: "answer",
    at: NOW,
  };

  test("is asked where 1330 stands alone, and again where it was answered, to correct it", () => {
    expect(fieldsOf(formFor())).not.toContain("provider_code");
    expect(fieldsOf(formFor({ providerGenericOnly: true }))).toContain("provider_code");
    expect(fieldsOf(formFor({}, [answered]))).toContain("provider_code");
    expect(submit(formFor({}, [answered]))).toEqual({ ok: true, facts: {}, text: {} });
  });

  test.each([
    ["131031", 131031],
    ["", null],
  ] as const)("typed as “%s” it is %s", (typed, code) => {
    const form = code === null ? formFor({}, [answered]) : formFor({ providerGenericOnly: true });
    expect(submit(form, { provider_code: typed })).toEqual({ ok: true, facts: {}, text: {}, code });
  });

  test.each([
    ["1330", /Vonage's own code/],
    ["(#131031)", /digits/],
    ["locked", /digits/],
  ])("%s is refused with a sentence", (typed, says) => {
    const read = submit(formFor({ providerGenericOnly: true }), { provider_code: typed });
    expect(read.ok ? undefined : read.errors.provider_code).toMatch(says);
  });
});
