import { expect, test, vi } from "vitest";
import type { Backlog, Retried, Which } from "../../src/app/ports/backlog.ts";
import { runJobs } from "../../src/cli/jobs.ts";

const BACKLOG: Backlog = {
  dead: [
    {
      id: "11111111-0000-4000-8000-000000000001",
      name: "step_due",
      failedAt: "2026-11-22T12:30:59.000Z",
      because: "Slack is away",
      tries: 6,
      payload: { ticketId: "T1", step: "stop_sends", nth: 0 },
    },
  ],
  waiting: [{ id: "J2", name: "purge", dueAt: "2026-11-23T12:00:00.000Z", tries: 1, because: "a lock timed out" }],
  refused: [
    {
      id: "answer:Ev1",
      kind: "answer",
      ticket: null,
      channel: "C1",
      because: "not_in_channel",
      since: "2026-11-22T12:00:00.000Z",
    },
  ],
};
const RETRIED: Retried = { jobs: ["J1"], messages: ["N1", "N2"], failed: [] };

async function run(args: readonly string[], retried: Retried = RETRIED) {
  const retry = vi.fn(async (_which: Which) => ({ ok: true as const, answer: retried }));
  const said = { out: "", err: "" };
  const exit = await runJobs(args, {
    read: async () => ({ ok: true, answer: BACKLOG }),
    retry,
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
  });
  return { exit, ...said, retry };
}

test("lists what failed, what Slack refused and what waits, with ids, reasons and what to do", async () => {
  const { exit, out, err } = await run([]);
  expect([exit, err]).toEqual([0, ""]);
  expect(out).toBe(`Jobs that failed for good: 1
  11111111-0000-4000-8000-000000000001  step_due, 2026-11-22 12:30 UTC, tried 6 times
      Slack is away

Messages that Slack refused: 1
  answer:Ev1  answer, 2026-11-22 12:00 UTC
      not_in_channel (channel C1)

Jobs that wait: 1
  J2  purge, due 2026-11-23 12:00 UTC, tried once
      a lock timed out

Mend the reason, then: npm run --silent cli -- jobs retry <id> (or --all)
`);
});

test("--json prints one object with everything", async () => {
  expect(JSON.parse((await run(["--json"])).out)).toEqual(BACKLOG);
  expect(JSON.parse((await run(["retry", "--all", "--json"])).out)).toEqual(RETRIED);
});

test.each([
  [
    ["retry", "J1", "N1", "J1"],
    ["J1", "N1"],
  ],
  [["retry", "--all"], "all"],
] satisfies [string[], Which][])("%j tries these again", async (args, which) => {
  const { exit, out, retry } = await run(args);
  expect(exit).toBe(0);
  expect(retry).toHaveBeenCalledWith(which);
  expect(out).toBe("1 job will be tried again.\n2 messages will be posted again.\n");
});

test("what could not be tried again is said with its reason, and exits with 1", async () => {
  const failed = [{ id: "J9", because: "this version does not understand what it carries" }];
  const { exit, out } = await run(["retry", "J9"], { jobs: [], messages: [], failed });
  expect([exit, out]).toEqual([1, "Not tried again: J9, because this version does not understand what it carries.\n"]);
});

test.each([
  [["retry"], /Say which: one or more ids/],
  [["retry", "J1", "--all"], /either ids or --all/],
  [["--all"], /belongs to “jobs retry”/],
  [["again"], /“again” is not understood/],
  [["--everything"], /--everything/],
])("%j is refused with what to do instead, exits with 2 and changes nothing", async (args, says) => {
  const { exit, out, err, retry } = await run(args);
  expect([exit, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
  expect(err).toMatch(/Run "jobs --help" to see what is understood\.\n$/);
  expect(retry).not.toHaveBeenCalled();
});

test("--help says what there is", async () => {
  const { exit, out } = await run(["retry", "--help"]);
  expect(exit).toBe(0);
  for (const word of ["retry", "--all", "--json", "Exit code"]) expect(out).toContain(word);
});
