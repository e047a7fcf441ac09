import { expect, onTestFinished, test, vi } from "vitest";
import { StoreUnavailableError } from "../../../src/app/errors.ts";
import type { EscalateNumber } from "../../../src/app/escalate-number.ts";
import { ANSWER_WITHIN_MS } from "../../../src/slack/clients.ts";
import { createEscalationSubmission } from "../../../src/slack/listeners/escalation.ts";
import type { Surface } from "../../../src/slack/surface.ts";

const VALUES = {
  provider: { value: { type: "static_select", selected_option: { value: "vonage" } } },
  number: { value: { type: "plain_text_input", value: "+15550100001" } },
  first_seen: { value: { type: "datetimepicker", selected_date_time: 1_795_300_000 } },
  errors: { value: { type: "plain_text_input", value: "(#131031) Business Account locked" } },
  api_key: { value: { type: "plain_text_input", value: "abcd1234" } },
};

/** Everything the submission touches besides the use case answers at once and allows it. */
function surfaceWith(escalateNumber: EscalateNumber, asked: Partial<Surface["access"]> = {}): Surface {
  const access = { mayUse: async () => ({ ok: true }), refusesChannel: async () => undefined, ...asked };
  return {
    access,
    escalateNumber,
    supportChannel: () => "C1",
    answerWithinMs: ANSWER_WITHIN_MS,
    clock: () => "2026-11-22T00:00:00.000Z",
    log: { warn() {}, info() {}, error() {}, debug() {} },
  } as unknown as Surface;
}

async function submitWith(escalateNumber: EscalateNumber, asked: Partial<Surface["access"]> = {}) {
  const ack = vi.fn(async (_answer: unknown) => {});
  const view = { id: "V1", private_metadata: "{}", state: { values: VALUES } };
  const body = { user: { id: "U1", team_id: "T1" }, view };
  const submit = createEscalationSubmission(surfaceWith(escalateNumber, asked));
  const done = submit({ ack, view, body } as unknown as Parameters<typeof submit>[0]);
  return { ack, done };
}

test("while the database is down the form stays open with the input in it, and says what is not certain", async () => {
  const { ack, done } = await submitWith(() => Promise.reject(new StoreUnavailableError("no answer")));
  await done;
  expect(ack).toHaveBeenCalledExactlyOnceWith({
    response_action: "errors",
    errors: { errors: expect.stringMatching(/not certain.*press the button again.*filed once/i) },
  });
});

test("a database that does not answer is not waited for longer than Slack waits", async () => {
  vi.useFakeTimers();
  try {
    const { ack, done } = await submitWith(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(2_400);
    await done;
    expect(ack).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ response_action: "errors" }));
  } finally {
    vi.useRealTimers();
  }
});

const refused = () => Promise.reject(new Error("token_revoked"));

test("whether the channel is shared is asked before posting as well, so that filing does not wait for Slack to say", async () => {
  const escalateNumber = vi.fn<EscalateNumber>(() => Promise.reject(new StoreUnavailableError("no answer")));
  const { done } = await submitWith(escalateNumber, { refusesChannel: refused });
  await done;
  expect(escalateNumber).toHaveBeenCalledOnce();
});

test("who Slack does not know files nothing, and keeps what was typed", async () => {
  const escalateNumber = vi.fn<EscalateNumber>();
  const { ack, done } = await submitWith(escalateNumber, { mayUse: refused });
  await done;
  expect(escalateNumber).not.toHaveBeenCalled();
  expect(ack).toHaveBeenCalledExactlyOnceWith({
    response_action: "errors",
    errors: { number: expect.stringMatching(/did not say who you are.*text is still here/) },
  });
});

test("a Slack that does not answer is not waited for longer than it waits itself", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { ack, done } = await submitWith(vi.fn<EscalateNumber>(), { refusesChannel: () => new Promise(() => {}) });
  await vi.advanceTimersByTimeAsync(2_400);
  await done;
  expect(ack).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ response_action: "errors" }));
});
