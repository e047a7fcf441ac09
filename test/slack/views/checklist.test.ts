import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { decide } from "../../../src/domain/ticket/decide.ts";
import type { Ticket } from "../../../src/domain/ticket/ticket.ts";
import { buildChecklist } from "../../../src/slack/views/checklist.ts";
import { buildPhaseView } from "../../../src/slack/views/phase-view.ts";
import { buildStepDetailsView } from "../../../src/slack/views/step-details-view.ts";
import { readStepFailed } from "../../../src/slack/views/step-failed-modal.ts";
import { readStepRelease } from "../../../src/slack/views/step-modals.ts";
import { readStepPress, stepOverflow, stepValue } from "../../../src/slack/views/step-press.ts";
import { changedBy, press, readyToDisconnect, withRows } from "../../domain/ticket/a-ticket.ts";
import { formValues } from "../../support/form-values.ts";
import { aRecord, NOW } from "./a-record.ts";
import { pressesOf, textsOf } from "./shown.ts";

const CTX = { now: NOW, noticeId: "n-1" };
const DETAILS = { playbooks: PLAYBOOKS, now: NOW };

function checklistOf(ticket: Ticket) {
  return buildChecklist({ ...aRecord(), ticket }, PLAYBOOKS, CTX).blocks;
}

describe("the checklist", () => {
  const { ticket } = aRecord();

  test("opens stopping the bleeding and finding the cause side by side, the rest as a line with a count", () => {
    const shown = textsOf(checklistOf(ticket));
    expect(shown).toMatch(/\*Stop the bleeding\* · 0 of 5 done/);
    expect(shown).toMatch(/\*Find the cause\* · 0 of \d+ done/);
    expect(shown).toMatch(/▫️ Prove that it works · 0 of \d+ done/);
    expect(shown).not.toContain("Receive one real message");
  });

  test("offers nothing that would be refused", () => {
    for (const state of [ticket, readyToDisconnect(), withRows(ticket, { "stop.pause_bulk": "claimed" })]) {
      for (const one of pressesOf(checklistOf(state))) {
        const wanted = readStepPress(one);
        if (wanted === undefined || wanted.to === "details" || wanted.to === "why" || wanted.to === "failed") continue;
        const { step, to, v: version } = wanted;
        const command = { do: "set_step", step, to, version, by: "U0NEW", lastFour: "0123", hasReason: true } as const;
        expect(decide(state, command, NOW), `${step} → ${to}`).toMatchObject({ ok: true });
      }
    }
  });

  test("a blocked step keeps its button and says what it waits for", () => {
    const blocks = checklistOf(ticket);
    expect(textsOf(blocks)).toContain("Blocked: waits for “Look in Business Support Home”, a portfolio admin");
    expect(pressesOf(blocks)).toContainEqual(
      expect.objectContaining({ text: "Blocked: why?", action_id: "step:why:tech.rule_out" }),
    );
  });

  test("a ticked step says who and when, and can be undone", () => {
    const ticked = changedBy(ticket, press(ticket, "stop.pause_bulk", { by: "U0ANN" }));
    const blocks = checklistOf(ticked);
    expect(textsOf(blocks)).toMatch(/☑️ \*Pause campaigns.*\n.*Said done by <@U0ANN>, <!date\^.*Not verified yet/);
    const undo = stepValue({ ticket: "WL-42", step: "stop.pause_bulk", to: "todo", v: 1 });
    expect(pressesOf(blocks)).toContainEqual(expect.objectContaining({ text: "Undo", value: undo }));
  });

  test("an irreversible step is a name until it is released, then it shows how", () => {
    const ready = readyToDisconnect();
    const agreed = changedBy(ready, press(ready, "older.go", { by: "U0ANN" }));
    const waiting = changedBy(agreed, press(agreed, "older.go", { by: "U0BEN" }));
    const does = PLAYBOOKS.provider_reregistration.steps.find(({ id }) => id === "older.disconnect")?.does ?? "?";
    const before = phaseOf(waiting);
    expect(textsOf(before)).toContain("⛔ Later: Provider disconnects the number");
    expect(textsOf(before)).not.toContain(does);
    expect(textsOf(detailsOf(waiting))).not.toContain(does);
    const release = stepValue({ ticket: "WL-42", step: "older.disconnect", to: "released", v: 0 });
    expect(pressesOf(checklistOf(waiting))).toContainEqual(expect.objectContaining({ value: release }));

    const released = changedBy(waiting, press(waiting, "older.disconnect", { to: "released", lastFour: "0123" }));
    expect(textsOf(phaseOf(released))).toContain(does);
    expect(textsOf(detailsOf(released))).toContain(does);
    expect(textsOf(phaseOf(released))).toContain("Released by");
  });

  function phaseOf(state: Ticket) {
    return buildPhaseView({ ...aRecord(), ticket: state }, "provider_reregistration", DETAILS).blocks;
  }

  function detailsOf(state: Ticket) {
    return buildStepDetailsView({ ...aRecord(), ticket: state }, "older.disconnect", DETAILS).blocks;
  }
});

describe("a press", () => {
  const press = fc.record({
    ticket: fc.integer({ min: 1, max: 99_999 }).map((at) => `WL-${at}`),
    step: fc.stringMatching(/^[a-z]{1,20}\.[a-z_]{1,60}$/),
    v: fc.nat(100_000),
  });

  test("survives the way out and back, in a button and in an overflow", () => {
    fc.assert(
      fc.property(press, (ids) => {
        const value = stepValue({ ...ids, to: "claimed" });
        expect(readStepPress({ action_id: "step:set:x", value })).toEqual({ ...ids, to: "claimed" });
        const { action, values } = stepOverflow(ids, ["todo", "details"]);
        expect(Math.max(...values.map((one) => one.length))).toBeLessThanOrEqual(75);
        expect(readStepPress({ action_id: action, selected_option: { value: values[1] ?? "" } })).toEqual({
          ...ids,
          to: "details",
        });
      }),
    );
  });

  test("that is none of ours is not read", () => {
    expect(readStepPress({ action_id: "step:set:x", value: '{"to":"claimed"}' })).toBeUndefined();
    expect(readStepPress({ action_id: "step:more:WL-1:2:a.b", selected_option: { value: "delete" } })).toBeUndefined();
  });

  test("every step of ours fits an overflow as JSON", () => {
    for (const { steps } of Object.values(PLAYBOOKS)) {
      for (const { id } of steps) {
        expect(stepOverflow({ ticket: "WL-42", step: id, v: 9 }, ["skipped", "details"]).action).toBe(
          `step:more:${id}`,
        );
      }
    }
  });
});

test("a release asks for exactly four digits", () => {
  expect(readStepRelease(formValues({ last_four: " 01 23" }))).toEqual({ ok: true, lastFour: "0123" });
  expect(readStepRelease(formValues({ last_four: "123" }))).toMatchObject({ ok: false });
});

test("a failed attempt is counted with its code, or as not noted", () => {
  expect(readStepFailed(formValues({}))).toEqual({ ok: true, failedWith: "not_noted" });
  expect(readStepFailed(formValues({ code: "133005" }))).toEqual({
    ok: true,
    failedWith: { namespace: "meta", code: 133005 },
  });
  expect(readStepFailed(formValues({ code: "PIN" }))).toMatchObject({ ok: false });
});
