import { describe, expect, it, vi } from "vitest";
import { watchLiveness } from "../../src/store/liveness.ts";
import { WITHIN } from "../support/within.ts";

function watch(
  query: () => Promise<unknown>,
  over: { answered?: () => number; isLocked?: () => boolean; isBusy?: () => boolean } = {},
) {
  const onDead = vi.fn();
  const log = { info() {}, warn: vi.fn(), error() {} };
  const gateway = { query: query as never, answered: over.answered ?? (() => 0) };
  const watching = watchLiveness({
    gateway,
    isLocked: over.isLocked ?? (() => true),
    isBusy: over.isBusy ?? (() => false),
    log,
    onDead,
    everyMs: 5,
    answerWithinMs: 20,
  });
  return { onDead, log, stop: watching.stop };
}

describe("the liveness query", () => {
  it("declares a database dead that fails twice in a row", async () => {
    const { onDead, log } = watch(() => Promise.reject(new Error("gone")));
    await vi.waitFor(() => expect(onDead).toHaveBeenCalledWith("gone"), WITHIN);
    expect(log.warn).toHaveBeenCalledTimes(2);
  });

  it("declares a database dead that does not answer", async () => {
    const { onDead } = watch(() => new Promise(() => {}));
    await vi.waitFor(() => expect(onDead).toHaveBeenCalledWith("no answer in 20 ms"), WITHIN);
  });

  it("forgives one failure between answers", async () => {
    let asked = 0;
    const { onDead, stop } = watch(() => {
      asked += 1;
      return asked % 2 === 0 ? Promise.reject(new Error("a moment")) : Promise.resolve();
    });
    await vi.waitFor(() => expect(asked).toBeGreaterThan(6), WITHIN);
    stop();
    expect(onDead).not.toHaveBeenCalled();
  });

  it("does not take a busy database for a dead one", async () => {
    let answers = 0;
    let asked = 0;
    const query = () => {
      asked += 1;
      answers += 1;
      return new Promise(() => {});
    };
    const { onDead, stop } = watch(query, { answered: () => answers });
    await vi.waitFor(() => expect(asked).toBeGreaterThan(3), WITHIN);
    stop();
    expect(onDead).not.toHaveBeenCalled();
  });

  it("waits while the database's files are copied, however long that takes", async () => {
    let asked = 0;
    const query = () => {
      asked += 1;
      return Promise.reject(new Error("busy"));
    };
    const { onDead, stop } = watch(query, { isBusy: () => true });
    await vi.waitFor(() => expect(asked).toBeGreaterThan(4), WITHIN);
    stop();
    expect(onDead).not.toHaveBeenCalled();
  });

  it("declares the database dead at once when the lock of its folder is gone", async () => {
    const { onDead } = watch(() => Promise.resolve(), { isLocked: () => false });
    await vi.waitFor(() => expect(onDead).toHaveBeenCalledWith("the lock of the data folder was removed"), WITHIN);
  });
});
