import { expect, test } from "vitest";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { createActions } from "../../../src/slack/listeners/actions.ts";
import type { ActionArgs } from "../../../src/slack/listeners/press.ts";
import type { Surface } from "../../../src/slack/surface.ts";
import { stepValue } from "../../../src/slack/views/step-press.ts";

/** *Done* on a step, while what stores it takes until `stored` or `failed` is called. */
function pressDone({ isGivenUp = false, isRefused = false, isHeld = false } = {}) {
  const did: string[] = [];
  let stored = () => {};
  let failed = (_: Error) => {};
  const storing = new Promise<void>((resolve, reject) => {
    stored = resolve;
    failed = reject;
  });
  const surface = {
    playbooks: PLAYBOOKS,
    clients: { interactive: {} },
    clock: () => "2026-03-02T10:00:00.000Z",
    store: { notices: { heldUntil: async () => (isHeld ? "2026-03-02T10:00:30.000Z" : undefined) } },
    log: { warn: () => did.push("warned") },
    access: { mayWork: async () => ({ ok: true }) },
    async changeTicket() {
      await storing;
      if (isRefused) return { ok: false, refusal: { refused: "stale" } };
      did.push("stored");
      return { ok: true, changed: true, record: { ticket: { steps: [] } } };
    },
  };
  const args = {
    body: {
      user: { id: "U0ANA000001" },
      channel: { id: "C0SUPPORT01" },
      trigger_id: "1.2.3",
      response_url: "https://hooks.slack.example/actions",
    },
    respond: async () => did.push("told"),
    action: {
      action_id: "step:set:stop.pause_bulk",
      value: stepValue({ ticket: "WL-1", step: "stop.pause_bulk", v: 0, to: "claimed" }),
    },
    async ack() {
      if (isGivenUp) throw new Error("Cannot write headers after they are sent to the client");
      did.push("acked");
    },
  };
  const handled = createActions(surface as unknown as Surface)(args as unknown as ActionArgs);
  return { did, stored, failed, handled };
}

test("a tick is acked once it is stored, so that a bot that goes away before is noticed by whoever pressed", async () => {
  const { did, stored, handled } = pressDone();
  await new Promise(setImmediate);
  expect(did).toEqual([]);
  stored();
  await handled;
  expect(did).toEqual(["stored", "acked"]);
});

test("a tick that cannot be stored is acked as well, because its person is told", async () => {
  const { did, failed, handled } = pressDone();
  failed(new Error("the database is away"));
  await expect(handled).rejects.toThrow("the database is away");
  expect(did).toEqual(["acked"]);
});

test("a tick that is stored after Slack gave it up is no failure", async () => {
  const { did, stored, handled } = pressDone({ isGivenUp: true });
  stored();
  await handled;
  expect(did).toEqual(["stored", "warned"]);
});

test("who is refused is told before the ack: a bot that goes away in between has told nobody", async () => {
  const { did, stored, handled } = pressDone({ isRefused: true });
  stored();
  await handled;
  expect(did).toEqual(["told", "acked"]);
});

test("a line that follows what is stored does not make its ack late", async () => {
  const { did, stored, handled } = pressDone({ isHeld: true });
  stored();
  await handled;
  expect(did).toEqual(["stored", "acked", "told"]);
});
