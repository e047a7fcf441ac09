import { expect, test } from "vitest";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { createActions } from "../../../src/slack/listeners/actions.ts";
import type { ActionArgs } from "../../../src/slack/listeners/press.ts";
import type { Surface } from "../../../src/slack/surface.ts";
import { stepValue } from "../../../src/slack/views/step-press.ts";

/** *Done* on a step, while what stores it takes until `stored` is called. */
function pressDone({ answerWithinMs }: { answerWithinMs: number }) {
  const did: string[] = [];
  let stored = () => {};
  const storing = new Promise<void>((resolve) => {
    stored = resolve;
  });
  const surface = {
    answerWithinMs,
    playbooks: PLAYBOOKS,
    clients: { interactive: {} },
    clock: () => "2026-03-02T10:00:00.000Z",
    store: { notices: { heldUntil: async () => undefined } },
    access: { mayWork: async () => ({ ok: true }) },
    async changeTicket() {
      await storing;
      did.push("stored");
      return { ok: true, changed: true, record: { ticket: { steps: [] } } };
    },
  };
  const args = {
    body: { user: { id: "U0ANA000001" }, channel: { id: "C0SUPPORT01" }, trigger_id: "1.2.3" },
    action: {
      action_id: "step:set:stop.pause_bulk",
      value: stepValue({ ticket: "WL-1", step: "stop.pause_bulk", v: 0, to: "claimed" }),
    },
    ack: async () => void did.push("acked"),
  };
  const handled = createActions(surface as unknown as Surface)(args as unknown as ActionArgs);
  return { did, stored, handled };
}

test("a tick is acked once it is stored, so that a bot that goes away before is noticed by whoever pressed", async () => {
  const { did, stored, handled } = pressDone({ answerWithinMs: 60_000 });
  stored();
  await handled;
  expect(did).toEqual(["stored", "acked"]);
});

test("Slack is answered in time even when storing takes longer", async () => {
  const { did, stored, handled } = pressDone({ answerWithinMs: 0 });
  await expect.poll(() => did).toEqual(["acked"]);
  stored();
  await handled;
  expect(did).toEqual(["acked", "stored"]);
});
