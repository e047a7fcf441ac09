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

/** A table for docs/performance.md and every broken promise; whether there was none. */
export function printReport({ done, ledger, stored, verdict }: Outcome, seconds: number): boolean {
  const rows: readonly [string, string | number][] = [
    ...Object.entries(done),
    ["tickets", stored.tickets.length],
    ["ticks, undos and skips", ledger.presses.length],
    ["mentions", ledger.mentions.length],
    ["notices", stored.notices.length],
    ["lost", verdict.lost.length],
    ["duplicates", verdict.twice.length],
    ["otherwise wrong", verdict.wrong.length],
    ["seconds", Math.round(seconds)],
  ];
  console.log(["", "| | |", "|---|---:|", ...rows.map(([name, value]) => `| ${name} | ${value} |`), ""].join("\n"));
  const broken = [...verdict.lost, ...verdict.twice, ...verdict.wrong];
  for (const sentence of broken.slice(0, SHOWN)) console.log(`- ${sentence}`);
  if (broken.length > SHOWN) console.log(`- and ${broken.length - SHOWN} more`);
  return broken.length === 0;
}
