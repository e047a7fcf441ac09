import { expect, test } from "vitest";
import { createClock } from "../../../sandbox/slack/clock.ts";
import { createJournal } from "../../../sandbox/slack/journal.ts";

test("a long run forgets old entries, but none that is red", () => {
  const journal = createJournal(createClock({ rate: 0 }));
  journal.add({ kind: "note", red: true, title: "long ago" });
  for (let i = 0; i < 5000; i++) journal.add({ kind: "api", title: `call ${i}` });
  expect(journal.entries().length).toBeLessThanOrEqual(2001);
  expect(journal.red().map(({ title }) => title)).toEqual(["long ago"]);
  expect(journal.entries().at(-1)?.title).toBe("call 4999");
});

test("what was expected is asked for by title, and is forgotten with the rest", () => {
  const journal = createJournal(createClock({ rate: 0 }));
  journal.expectRed(/^one$/);
  expect(journal.missing()).toEqual([/^one$/]);
  journal.add({ kind: "note", red: true, title: "one" });
  journal.add({ kind: "note", red: true, title: "one more" });
  expect(journal.missing()).toEqual([]);
  expect(journal.red().map(({ title }) => title)).toEqual(["one more"]);
  journal.clear();
  journal.add({ kind: "note", red: true, title: "one" });
  expect(journal.red()).toHaveLength(1);
});
