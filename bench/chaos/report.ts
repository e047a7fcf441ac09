import type { Ledger } from "./ledger.ts";
import type { Verdict } from "./oracle.ts";
import type { Stored } from "./stored.ts";

export type Outcome = {
  /** What was done to the bot or to its line, and how often. */
  done: Readonly<Record<string, number>>;
  ledger: Ledger;
  stored: Stored;
  verdict: Verdict;
};

const SHOWN = 20;

/** A table for docs/performance.md of one run or several, and every broken promise; whether there was none. */
export function printReport(runs: readonly Outcome[], seconds: number): boolean {
  const sum = (count: (run: Outcome) => number) => runs.reduce((total, run) => total + count(run), 0);
  const kinds = [...new Set(runs.flatMap(({ done }) => Object.keys(done)))];
  const rows: readonly [string, string | number][] = [
    ...kinds.map((kind): [string, number] => [kind, sum(({ done }) => done[kind] ?? 0)]),
    ["tickets", sum(({ stored }) => stored.tickets.length)],
    ["ticks, undos and skips", sum(({ ledger }) => ledger.presses.length)],
    ["mentions", sum(({ ledger }) => ledger.mentions.length)],
    ["notices", sum(({ stored }) => stored.notices.length)],
    ["lost", sum(({ verdict }) => verdict.lost.length)],
    ["duplicates", sum(({ verdict }) => verdict.twice.length)],
    ["otherwise wrong", sum(({ verdict }) => verdict.wrong.length)],
    ["seconds", Math.round(seconds)],
  ];
  console.log(["", "| | |", "|---|---:|", ...rows.map(([name, value]) => `| ${name} | ${value} |`), ""].join("\n"));
  const broken = runs.flatMap(({ verdict }) => [...verdict.lost, ...verdict.twice, ...verdict.wrong]);
  for (const sentence of broken.slice(0, SHOWN)) console.log(`- ${sentence}`);
  if (broken.length > SHOWN) console.log(`- and ${broken.length - SHOWN} more`);
  return broken.length === 0;
}
