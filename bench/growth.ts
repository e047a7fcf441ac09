import { parseArgs } from "node:util";
import { DEEDS } from "./growth/deeds.ts";
import { openSize, type Size } from "./growth/open-size.ts";
import { DATABASES, type DatabaseKind } from "./load/prepare-database.ts";
import { median, percentile } from "./load/statistics.ts";
import { ms, printTable } from "./load/table.ts";

/** The typical time with the most tickets is at most so many times the one with the fewest. */
const MOST_GROWTH = 1.5;
const WARM_UP = 20;

const OPTIONS = {
  database: { type: "string", default: "embedded" },
  sizes: { type: "string", default: "1000,10000,100000" },
  samples: { type: "string", default: "200" },
} as const;

/** Is what people do as fast with 100 000 tickets in the database as with 1000? */
export async function main(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const kind = DATABASES.find((one) => one === values.database);
  if (kind === undefined) throw new Error(`--database is one of: ${DATABASES.join(", ")}.`);
  const sizes: Size[] = [];
  try {
    for (const size of values.sizes.split(",").map(Number)) sizes.push(await fill(kind, size));
    return report(kind, sizes, await measure(sizes, Number(values.samples)));
  } finally {
    for (const size of sizes) await size.close();
  }
}

async function fill(kind: DatabaseKind, size: number): Promise<Size> {
  const startedAt = performance.now();
  const filled = await openSize(kind, size);
  console.log(`${size} tickets, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return filled;
}

type Times = Readonly<Record<string, number[][]>>;

/** All sizes in turn, so that a machine that is slower for a while is slower for each of them. */
async function measure(sizes: readonly Size[], samples: number): Promise<Times> {
  const times: Times = Object.fromEntries(Object.keys(DEEDS).map((name) => [name, sizes.map(() => [])]));
  for (let nth = 0; nth < WARM_UP + samples; nth += 1) {
    for (const [name, deed] of Object.entries(DEEDS)) {
      for (const [at, size] of sizes.entries()) {
        const startedAt = performance.now();
        const tidyUp = await deed(size, nth);
        if (nth >= WARM_UP) times[name]?.[at]?.push(performance.now() - startedAt);
        await tidyUp?.();
      }
    }
  }
  return times;
}

function report(kind: DatabaseKind, sizes: readonly Size[], times: Times): boolean {
  const growth = (name: string) => median(times[name]?.at(-1) ?? []) / median(times[name]?.[0] ?? []);
  printTable(
    [`${kind}: milliseconds, p50 / p99`, ...sizes.map(({ size }) => size.toLocaleString("en")), "p50, last : first"],
    Object.entries(times).map(([name, bySize]) => [
      name,
      ...bySize.map((one) => `${ms(median(one))} / ${ms(percentile(one, 0.99))}`),
      growth(name).toFixed(2),
    ]),
  );
  const steep = Object.keys(times).filter((name) => growth(name) > MOST_GROWTH);
  console.log(steep.length === 0 ? `Flat: none grows by more than ${MOST_GROWTH}.` : `Not flat: ${steep.join(", ")}.`);
  return steep.length === 0;
}
