import { expect, test, vi } from "vitest";
import { stopInTurn } from "../src/stop-in-turn.ts";

test("each has ended before the next is stopped, also when one fails", async () => {
  const seen: string[] = [];
  const warn = vi.fn();
  const step = (name: string, isGood = true) => ({
    name,
    async stop() {
      seen.push(`${name} stops`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} ended`);
      if (!isGood) throw new Error("a bug");
    },
  });
  await stopInTurn([step("slack", false), step("database")], { log: { warn } });
  expect(seen).toEqual(["slack stops", "slack ended", "database stops", "database ended"]);
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ step: "slack" }), expect.stringContaining("cleanly"));
});

test("what hangs is left behind and named, and the others still have their turn", async () => {
  const warn = vi.fn();
  const stop = vi.fn(async () => {});
  const hangs = { name: "work in hand", stop: () => new Promise(() => {}) };
  await stopInTurn([hangs, { name: "database", stop }], { log: { warn }, withinMs: 5, leastMs: 5_000 });
  expect(stop).toHaveBeenCalledOnce();
  expect(warn).toHaveBeenCalledExactlyOnceWith({ step: "work in hand" }, expect.stringContaining("left behind"));
});
