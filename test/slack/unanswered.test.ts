import type { App } from "@slack/bolt";
import { expect, test, vi } from "vitest";
import type { Delivery } from "../../src/slack/inbox.ts";
import { createUnanswered } from "../../src/slack/unanswered.ts";

const NEVER_MS = 1_000_000;

function receiving(listen: (delivery: Delivery) => Promise<void>) {
  const unanswered = createUnanswered();
  const app = unanswered.before({ processEvent: listen } as unknown as App);
  const ack = vi.fn(async () => {});
  return { unanswered, ack, receive: () => app.processEvent({ body: {}, ack }) };
}

test("a line without open questions may be closed at once", async () => {
  await createUnanswered().none(NEVER_MS);
});

test("a line is kept until the last answer was given, and no longer", async () => {
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { unanswered, receive, ack } = receiving(async (delivery) => {
    await mayAnswer;
    await delivery.ack();
    await new Promise(() => {});
  });
  void receive();
  const closed = unanswered.none(NEVER_MS);
  answer();
  await closed;
  expect(ack).toHaveBeenCalledOnce();
});

test("a listener that failed without an answer keeps no line", async () => {
  const { unanswered, receive } = receiving(() => Promise.reject(new Error("a bug")));
  await expect(receive()).rejects.toThrow("a bug");
  await unanswered.none(NEVER_MS);
});

test("after Slack's three seconds nobody waits any more", async () => {
  const { unanswered, receive } = receiving(() => new Promise(() => {}));
  void receive();
  await unanswered.none(1);
});
