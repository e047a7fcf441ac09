import { expect, onTestFinished, test, vi } from "vitest";
import type { Notice, NoticeStore } from "../../src/app/ports/store.ts";
import { createPublisher, pacesFor } from "../../src/slack/publisher.ts";
import { NOW } from "../store/builders.ts";
import { WITHIN } from "../support/within.ts";

type Needs = Parameters<typeof createPublisher>[0];

/** A publisher over what waits, which finds nothing to show: each notice it takes is recorded as refused. */
function aPublisher() {
  const waiting: Notice[] = [];
  const lease = vi.fn(async () => waiting.splice(0));
  const recordFailed = vi.fn(async () => {});
  const probeRefused = vi.fn(async () => 0);
  const publisher = createPublisher({
    notices: { lease, recordFailed, retryRefused: async () => 0, probeRefused } as unknown as NoticeStore,
    client: {} as Needs["client"],
    render: async () => undefined,
    refusesChannel: async () => undefined,
    clock: () => NOW,
    paces: pacesFor(1),
    holder: "this one",
    log: { warn() {}, info() {} },
  });
  return { publisher, waiting, lease, recordFailed, probeRefused };
}

test("what is written a moment before the stop does not wait for the next start", async () => {
  const { publisher, waiting, lease, recordFailed } = aPublisher();
  publisher.start();
  await vi.waitFor(() => expect(lease).toHaveBeenCalledOnce(), WITHIN);
  waiting.push({ id: "answer:Ev1", channel: "C1" } as Notice);
  // Updates of one moment are one: this would be published a second later.
  publisher.wake();
  await publisher.stop();
  expect(recordFailed).toHaveBeenCalledWith("answer:Ev1", "this one", expect.anything());
});

test("a stopped publisher takes nothing more, and one that never started takes nothing at all", async () => {
  const { publisher, lease } = aPublisher();
  await publisher.stop();
  expect(lease).not.toHaveBeenCalled();
  publisher.start();
  await publisher.stop();
  const before = lease.mock.calls.length;
  publisher.wake();
  await publisher.stop();
  expect(lease).toHaveBeenCalledTimes(before);
});

test("what Slack refused is tried now and then, although nobody changes anything", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { publisher, probeRefused } = aPublisher();
  publisher.start();
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  expect(probeRefused).toHaveBeenCalledTimes(2);
  await publisher.stop();
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  expect(probeRefused).toHaveBeenCalledTimes(2);
});
