import { describe, expect, test } from "vitest";
import {
  botChecks,
  databaseCheck,
  folderCheck,
  jobsCheck,
  type NoticeCounts,
  noticesCheck,
} from "../../src/app/own-checks.ts";

const NEWEST = { pending: 0, isNewer: false };
const counts = (over: Partial<NoticeCounts> = {}): NoticeCounts => ({
  waiting: 0,
  waitingLong: {},
  refused: {},
  refusedOfResolved: 0,
  ...over,
});

describe("the database", () => {
  test.each([
    [NEWEST, true, "It answers in 3 ms (embedded). Its schema is the newest."],
    [
      { pending: 1, isNewer: false },
      true,
      "It answers in 3 ms (embedded). 1 migration is pending; it runs when the bot starts.",
    ],
    [
      { pending: 3, isNewer: false },
      true,
      "It answers in 3 ms (embedded). 3 migrations are pending; they run when the bot starts.",
    ],
    [
      { pending: 0, isNewer: true },
      false,
      "It answers in 3 ms (embedded). A newer version of this program has migrated it.",
    ],
  ])("with the schema %o is ok: %s", (schema, ok, says) => {
    expect(databaseCheck("embedded", 3.2, schema)).toMatchObject({ ok, says });
  });

  test("a folder is told in megabytes", () => {
    expect(folderCheck("/srv/.data", 41_400_000).says).toBe("/srv/.data takes 41 MB.");
  });
});

describe("the messages in Slack", () => {
  test("are right when Slack shows all of them", () => {
    expect(noticesCheck(counts(), "runs")).toEqual({
      name: "Messages in Slack",
      ok: true,
      says: "Slack shows all of them.",
    });
  });

  test("may wait a moment", () => {
    expect(noticesCheck(counts({ waiting: 2 }), "runs")).toMatchObject({ ok: true, says: "2 wait to be posted." });
  });

  test("that Slack refused are a failure with Slack's word and what to do", () => {
    const check = noticesCheck(counts({ refused: { not_in_channel: 2, is_archived: 1 }, waiting: 1 }), "runs");
    expect(check).toMatchObject({
      ok: false,
      says: "Slack refused 3 (not_in_channel 2, is_archived 1). 1 waits to be posted.",
    });
    expect(check.fix).toMatch(/tried again at its next change/);
  });

  test("that wait for long are a failure while the bot runs, or may run", () => {
    const stuck = counts({ waiting: 3, waitingLong: { no_answer: 2 } });
    expect(noticesCheck(stuck, "runs")).toMatchObject({
      ok: false,
      says: "2 wait for more than 5 minutes (no_answer 2).",
      fix: "The bot's log says why.",
    });
    expect(noticesCheck(stuck, "unknown")).toMatchObject({ ok: false, fix: expect.stringMatching(/Start the bot/) });
  });

  test("wait without fault while the bot is stopped", () => {
    const stuck = counts({ waiting: 1, waitingLong: { "not tried": 1 } });
    expect(noticesCheck(stuck, "stopped")).toMatchObject({ ok: true, says: "1 waits to be posted when the bot runs." });
  });

  test("of resolved tickets are told, but nobody has to mend them", () => {
    expect(noticesCheck(counts({ refusedOfResolved: 4 }), "runs")).toMatchObject({
      ok: true,
      says: "4 of resolved tickets stayed refused.",
    });
  });
});

test("jobs that failed for good are a failure, by name", () => {
  expect(jobsCheck({})).toMatchObject({ ok: true });
  expect(jobsCheck({ purge: 1, step_due: 2 })).toMatchObject({
    ok: false,
    says: "3 failed for good in the last days (purge 1, step_due 2).",
  });
});

test("a running bot says since when, and whether Slack took its token", () => {
  expect(botChecks("2026-11-22T05:04:09.120Z", true)).toEqual([
    { name: "Bot", ok: true, says: "It has run since 2026-11-22 05:04 UTC." },
    { name: "Slack", ok: true, says: "Slack took the bot's token." },
  ]);
  expect(botChecks("2026-11-22T05:04:09.120Z", false)[1]).toMatchObject({ ok: false, fix: expect.any(String) });
});
