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
  add(entry: Omit<JournalEntry, "n" | "at" | "red"> & { red?: boolean }): void;
  entries(after?: number): readonly JournalEntry[];
  clear(): void;
};

const KEPT = 2000;

/** Everything that went over the wire, newest last. Tokens never get here: callers leave them out. */
export function createJournal(clock: Clock): Journal {
  let entries: JournalEntry[] = [];
  let n = 0;
  return {
    add(entry) {
      n += 1;
      entries.push({ red: false, ...entry, n, at: clock.now() });
      if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
    },
    entries: (after = 0) => entries.filter((entry) => entry.n > after),
    clear() {
      entries = [];
    },
  };
}
