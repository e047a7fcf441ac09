import { inspect } from "node:util";
import { expect, test } from "vitest";
import { graphRefusal } from "../../../src/providers/meta/refusal.ts";
import { whyUnread } from "../../../src/providers/meta/why-unread.ts";
import { readFixture } from "./fixture.ts";
import { NOW, TOKEN } from "./graph-world.ts";

type Case = { status: number; kind: string; why: string; error: unknown };
const CASES = Object.entries(readFixture("graph_refusals") as Record<string, Case>);
const about = { provider: "Meta", operation: "read the number" };
const refuse = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  graphRefusal({ status, headers, body }, about, NOW);

test.each(CASES)("%s is told apart", (_, { status, kind, why, error }) => {
  const refusal = refuse(status, { error });
  expect(refusal?.kind).toBe(kind);
  expect(whyUnread(refusal, NOW).why).toBe(why);
});

test.each(CASES)("%s never repeats Meta's own words, which may quote the token", (_, { status, error }) => {
  expect(inspect(refuse(status, { error }), { depth: 20 })).not.toContain(TOKEN);
});

test.each([
  [302, "unexpected_response"],
  [400, "provider"],
  [401, "auth_expired"],
  [403, "auth_expired"],
  [404, "not_found"],
  [429, "rate_limited"],
  [500, "unavailable"],
  [503, "unavailable"],
])("HTTP %d without Graph's envelope is %s", (status, kind) => {
  expect(refuse(status, undefined)?.kind).toBe(kind);
});

test("a success is no refusal", () => {
  expect(refuse(200, { id: "1" })).toBeUndefined();
});

const busy = { error: { code: 80008, message: "(#80008) Too many calls" } };
const usage = (minutes: number) => ({
  "x-business-use-case-usage": JSON.stringify({ "7003": [{ type: "x", estimated_time_to_regain_access: minutes }] }),
});

test.each([
  ["Retry-After", { "retry-after": "120" }, "2026-11-22T00:02:00.000Z"],
  ["the usage header", usage(12), "2026-11-22T00:12:00.000Z"],
  ["Retry-After before the usage header", { ...usage(12), "retry-after": "60" }, "2026-11-22T00:01:00.000Z"],
  ["a minute when nothing is said", {}, "2026-11-22T00:01:00.000Z"],
  ["at most a day", usage(1_000_000), "2026-11-23T00:00:00.000Z"],
])("a rate limit ends by %s", (_, headers: Record<string, string>, until) => {
  expect(whyUnread(refuse(400, busy, headers), NOW)).toEqual({ why: "rate_limited", until });
});

test("an error without a code is judged by its HTTP status, not as code 0", () => {
  expect(refuse(500, { error: { code: null, message: "?" } })?.kind).toBe("unavailable");
  expect(refuse(500, { error: { code: "", message: "?" } })?.kind).toBe("unavailable");
});

test("a lock that a read answers with is passed on as its code", () => {
  const locked = refuse(403, { error: { code: 131031, message: "(#131031) Business Account locked" } });
  expect(whyUnread(locked, NOW)).toEqual({ why: "not_understood", code: 131031 });
});
