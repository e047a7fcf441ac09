import { expect, test, vi } from "vitest";
import type { Delivery } from "../../src/slack/inbox.ts";
import { kindOf, timeAck } from "../../src/slack/time-ack.ts";

const aDelivery = (body: Delivery["body"] = { type: "block_actions" }): Delivery => ({ body, ack: async () => {} });
const counting = () => ({ acked: vi.fn(), notAcked: vi.fn() });

test.each([
  [{ command: "/waba" }, "command"],
  [{ type: "block_actions" }, "action"],
  [{ type: "view_submission" }, "view"],
  [{ type: "view_closed" }, "view"],
  [{ type: "event_callback" }, "event"],
  [{ type: "shortcut" }, "shortcut"],
  [{ type: "message_action" }, "shortcut"],
  [{ type: "block_suggestion" }, "options"],
  [{ type: "what Slack invents next" }, "other"],
  [{}, "other"],
])("%j is of the kind %s", (body, kind) => {
  expect(kindOf(body)).toBe(kind);
});

test("an ack is timed once, when Slack has it, and reaches Slack unchanged", async () => {
  const metrics = counting();
  const ack = vi.fn().mockImplementationOnce(async () => expect(metrics.acked).not.toHaveBeenCalled());
  await timeAck({ ...aDelivery(), ack }, metrics, async (delivery) => {
    await delivery.ack("An answer.");
    await delivery.ack();
  });
  expect(ack.mock.calls).toEqual([["An answer."], [undefined]]);
  expect(metrics.acked.mock.calls).toEqual([["action", expect.any(Number)]]);
  expect(metrics.notAcked).not.toHaveBeenCalled();
});

test("listeners that end without an ack are counted, also when they fail, and their failure goes on", async () => {
  const metrics = counting();
  await timeAck(aDelivery(), metrics, async () => {});
  const failing = timeAck(aDelivery(), metrics, () => Promise.reject(new Error("no database")));
  await expect(failing).rejects.toThrow("no database");
  expect(metrics.notAcked.mock.calls).toEqual([["action"], ["action"]]);
  expect(metrics.acked).not.toHaveBeenCalled();
});

test("an ack that Slack did not get is none", async () => {
  const metrics = counting();
  const cut = { ...aDelivery(), ack: () => Promise.reject(new Error("cut off")) };
  await expect(timeAck(cut, metrics, (delivery) => delivery.ack())).rejects.toThrow("cut off");
  expect(metrics.notAcked).toHaveBeenCalledOnce();
});
