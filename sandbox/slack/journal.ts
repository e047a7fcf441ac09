import type { Clock } from "./clock.ts";

export type JournalKind = "api" | "delivery" | "respond" | "human" | "note";
export type JournalEntry = {
  n: number;
  at: number;
  kind: JournalKind;
  /** Something that would not work on the real Slack, or that nobody would notice there. */
  red: boolean;
  title: string;
  ms?: number;
  error?: string;
  detail?: unknown;
};

export type Journal = {
  add(entry: Omit<JournalEntry, "n" | "at" | "red"> & { red?: boolean }): JournalEntry;
  /** A red entry turned out to be none, with the reason. */
  pardon(entry: JournalEntry, reason: string): void;
  entries(after?: number): readonly JournalEntry[];
  /** The red ones nobody said to expect. */
  red(): readonly JournalEntry[];
  /** A test says that a red entry with this title is what it wants. */
  expectRed(title: RegExp): void;
  /** Red entries that were expected and never came. */
  missing(): readonly RegExp[];
  clear(): void;
};

const KEPT = 2000;

/** Everything that went over the wire, newest last. Tokens never get here: callers leave them out. */
export function createJournal(clock: Clock): Journal {
  let entries: JournalEntry[] = [];
  let expected: RegExp[] = [];
  let n = 0;
  return {
    add(entry) {
      n += 1;
      const added = { red: false, ...entry, n, at: clock.now() };
      entries.push(added);
      // The red ones stay: a long test must not pass because its mistake was long ago.
      if (entries.length > KEPT) entries = entries.filter((entry, index) => entry.red || index > KEPT / 2);
      return added;
    },
    pardon(entry, reason) {
      entry.red = false;
      entry.title = `${entry.title}, ${reason}`;
    },
    entries: (after = 0) => entries.filter((entry) => entry.n > after),
    red: () => entries.filter(({ red, title }) => red && !expected.some((one) => one.test(title))),
    expectRed: (title) => void expected.push(title),
    missing: () => expected.filter((one) => !entries.some(({ red, title }) => red && one.test(title))),
    clear() {
      entries = [];
      expected = [];
    },
  };
}
