import { AuthorizationError } from "@slack/bolt";
import { expect, test, vi } from "vitest";
import { createErrorBoundary } from "../../src/slack/error-boundary.ts";
import type { Surface } from "../../src/slack/surface.ts";

function aBoundary() {
  const postEphemeral = vi.fn(() => Promise.reject(new Error("Slack is away")));
  const log = { debug() {}, info() {}, warn: vi.fn(), error: vi.fn() };
  const clients = { interactive: { chat: { postEphemeral } } } as unknown as Surface["clients"];
  return { handle: createErrorBoundary({ clients, requestId: () => "12345678", log }), log, postEphemeral };
}

// An error handler that returns makes Bolt ack, so the request would be dropped without a word.
test("a request that was not authorised is refused, not silently acked", async () => {
  const error = new AuthorizationError("no installation", new Error("none"));
  await expect(aBoundary().handle({ error, body: {} })).rejects.toBe(error);
});

test("a failure that can be told to nobody ends in the log", async () => {
  const { handle, log, postEphemeral } = aBoundary();
  await handle({ error: new Error("a bug"), body: { user: { id: "U1" } } });
  expect(postEphemeral).toHaveBeenCalledOnce();
  expect(log.error).toHaveBeenCalledOnce();
  expect(log.warn).toHaveBeenCalledWith(expect.objectContaining({ because: "Slack is away" }), "nobody could be told");
});

test.each([{}, { user: null }, { channel: null, event: null }])(
  "a body without a person in it, %j, is no failure of its own",
  async (body) => {
    await aBoundary().handle({ error: new Error("a bug"), body });
  },
);
