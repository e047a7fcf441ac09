import { recognise } from "../src/domain/recognition/recognise.ts";
import { redact } from "../src/domain/redaction.ts";
import { SHAPES, STATUS } from "./hostile-shapes.ts";

/** What 200 kB may cost on two ordinary, quiet cores. */
const BUDGET_MS = 50;
const SIZE = 200_000;
const SIZES = [SIZE, 2 * SIZE, 18 * SIZE] as const;
/** How much more a kilobyte of the largest text may cost than one of the smallest. */
const MOST_GROWTH = 1.5;
/** The floor on an ordinary, quiet core; on a slower or crowded one the budget grows with it. */
const QUIET_FLOOR_MS = 1;
const RUNS = 7;
/** A shape is measured again only as long as this takes. */
const PATIENCE_MS = 1000;

type Measured = { name: string; ms: readonly number[]; growth: number; redaction: number; floor: number };

/** Processor time of all threads, so that what else runs on the machine counts as little as possible. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function bestOf(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  const begin = performance.now();
  for (let round = 0; round < RUNS; round += 1) {
    const start = processorMs();
    run();
    best = Math.min(best, processorMs() - start);
    if (performance.now() - begin > PATIENCE_MS) break;
  }
  return best;
}

const FLOOR = `[${Array.from({ length: SIZE / STATUS.length }, () => STATUS).join()}]`;
const floorNow = () => bestOf(() => JSON.parse(FLOOR));

function measure(name: string): Measured {
  const texts = SIZES.map((size) => SHAPES[name]?.(size) ?? "");
  const floor = floorNow();
  const ms = texts.map((text) => bestOf(() => recognise(text)));
  const perByte = ms.map((one, at) => one / (texts[at]?.length ?? 1));
  const growth = (perByte.at(-1) ?? 0) / (perByte[0] ?? 1);
  return { name, ms, growth, redaction: bestOf(() => redact(texts[0] ?? "")), floor: Math.min(floor, floorNow()) };
}

function allowed({ floor }: Measured): number {
  return BUDGET_MS * Math.max(1, floor / QUIET_FLOOR_MS);
}

function line(one: Measured): string {
  const numbers = [...one.ms, one.redaction, one.floor].map((ms) => ms.toFixed(1).padStart(9));
  const growth = one.growth.toFixed(2).padStart(7);
  const remark = isSlow(one) ? "  SLOW" : isSteep(one) ? "  STEEP" : "";
  return `${one.name.padEnd(26)}${numbers.slice(0, 3).join("")}${growth}${numbers.slice(3).join("")}${remark}`;
}

function isSlow(one: Measured): boolean {
  return (one.ms[0] ?? 0) > allowed(one);
}

/** A text that takes next to nothing may take three times that. */
function isSteep(one: Measured): boolean {
  return one.growth > MOST_GROWTH && (one.ms.at(-1) ?? 0) > (allowed(one) * 18) / 4;
}

const only = process.argv.slice(2);
const names = Object.keys(SHAPES).filter((name) => only.length === 0 || only.some((word) => name.includes(word)));
const first = performance.now();
recognise(SHAPES["webhook, many statuses"]?.(SIZE) ?? "");
console.log(`first text of a process, 200 kB: ${(performance.now() - first).toFixed(0)} ms`);
// The bot runs for weeks: what counts is the code the engine has got to know.
for (let round = 0; round < 12; round += 1) for (const name of names) recognise(SHAPES[name]?.(SIZE / 8) ?? "");
console.log(
  `${"milliseconds".padEnd(26)}${["200 kB", "400 kB", "3.6 MB"].map((head) => head.padStart(9)).join("")} growth   redact    floor`,
);
const all: Measured[] = [];
for (const name of names) {
  const one = measure(name);
  all.push(one);
  console.log(line(one));
}
const worst = all.toSorted((a, b) => (b.ms[0] ?? 0) - (a.ms[0] ?? 0))[0];
const steepest = all.filter(isSteep).toSorted((a, b) => b.growth - a.growth)[0];
console.log(`worst of 200 kB: ${worst?.name}, ${worst?.ms[0]?.toFixed(1)} ms; the budget is ${BUDGET_MS} ms`);
console.log(`steepest: ${steepest === undefined ? "none grows faster than its text" : steepest.name}`);
process.exitCode = all.some((one) => isSlow(one) || isSteep(one)) ? 1 : 0;
