import { afterEach, expect, test, vi } from "vitest";
import { StoreUnavailableError } from "../src/app/errors.ts";
import { viewBot } from "../src/own-view.ts";

afterEach(() => void vi.useRealTimers());

const view = (query: () => Promise<never>) =>
  viewBot({
    database: { kind: "server", pool: { query, connect: query, end: async () => {}, answered: () => 0 } },
    dataDir: ".data",
    since: "2026-11-22T04:00:00.000Z",
    isSlackVerified: true,
  });

const NO_ANSWER = [{ name: "Bot" }, { name: "Slack" }, { name: "Database", ok: false, says: "It does not answer." }];

test("a database that says nothing keeps the bot from answering for a moment only", async () => {
  vi.useFakeTimers();
  const asked = view(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await asked).toMatchObject(NO_ANSWER);
});

test("a database that is away is told as such", async () => {
  expect(await view(() => Promise.reject(new StoreUnavailableError("away")))).toMatchObject(NO_ANSWER);
});

test("a mistake of ours is not blamed on the database", async () => {
  await expect(view(() => Promise.reject(new Error("syntax error")))).rejects.toThrow("syntax error");
});
