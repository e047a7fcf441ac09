import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { createHealthRoutes } from "../../src/http/health.ts";

afterEach(() => void vi.useRealTimers());

type Needs = Parameters<typeof createHealthRoutes>[0];
const READY: Needs = { ping: async () => {}, isSlackVerified: () => true, isStopping: () => false };

async function get(path: "/healthz" | "/readyz", needs: Partial<Needs> = {}) {
  const said = { status: 0, body: "" };
  const response = {
    writeHead: (status: number) => void Object.assign(said, { status }),
    end: (body: string) => void Object.assign(said, { body: body.trim() }),
  } as unknown as ServerResponse;
  await createHealthRoutes({ ...READY, ...needs })[`GET ${path}`]?.({} as IncomingMessage, response);
  return said;
}

const down = () => Promise.reject(new Error("connect ECONNREFUSED"));

test("the process lives although nothing it needs answers", async () => {
  const needs = { ping: down, isSlackVerified: () => false, isStopping: () => true };
  expect(await get("/healthz", needs)).toEqual({ status: 200, body: "ok" });
});

test("it is ready when the database answers and Slack knows the token", async () => {
  expect(await get("/readyz")).toEqual({ status: 200, body: "ready" });
});

test.each([
  ["the database refuses", { ping: down }, "the database does not answer"],
  [
    "the Slack token is not verified or was revoked",
    { isSlackVerified: () => false },
    "the Slack token is not verified",
  ],
  ["it is stopping", { isStopping: () => true }, "stopping"],
] satisfies [string, Partial<Needs>, string][])("it is not ready when %s, and says so", async (_, needs, body) => {
  expect(await get("/readyz", needs)).toEqual({ status: 503, body });
});

test("a database that says nothing counts as away after two seconds", async () => {
  vi.useFakeTimers();
  const asked = get("/readyz", { ping: () => new Promise(() => {}) });
  await vi.advanceTimersByTimeAsync(2000);
  expect(await asked).toMatchObject({ status: 503 });
});

test("a database that comes back makes it ready again", async () => {
  const ping = vi.fn(async () => {}).mockRejectedValueOnce(new Error("away"));
  expect(await get("/readyz", { ping })).toMatchObject({ status: 503 });
  expect(await get("/readyz", { ping })).toMatchObject({ status: 200 });
});
