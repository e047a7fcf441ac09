import { readFileSync } from "node:fs";
import { percentile } from "../load/statistics.ts";
import { ms } from "../load/table.ts";

/** Ten seconds of the run; `taken` is the share of the processors that other machines had, of these or the ten before. */
type Stretch = { taken: number; acks: readonly number[]; errors: number };

type Watched = { acks: readonly number[]; countErrors: () => number };

const EVERY_MS = 10_000;
/** Upper ends of the rows. */
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.6, 1];

/** What a guest on a shared machine measures depends on its neighbours: this tells their part from the bot's. */
export function watchTakenAway({ acks, countErrors }: Watched) {
  const stretches: Stretch[] = [];
  let processors = readProcessors();
  let [before, seen, counted] = [0, 0, 0];

  function look(): void {
    const now = readProcessors();
    const taken = (now.stolen - processors.stolen) / (now.all - processors.all);
    const errors = countErrors();
    stretches.push({ taken: Math.max(taken, before), acks: acks.slice(seen), errors: errors - counted });
    [processors, before, seen, counted] = [now, taken, acks.length, errors];
  }

  const timer = setInterval(look, EVERY_MS);
  return {
    stop: () => clearInterval(timer),
    /** For `printTable`, a row for each share that came up. */
    rows(): (string | number)[][] {
      return SHARES.flatMap((most, at) => {
        const least = SHARES[at - 1] ?? 0;
        const here = stretches.filter(({ taken }) => taken >= least && taken < most);
        if (here.length === 0) return [];
        const times = here.flatMap((stretch) => stretch.acks);
        const errors = here.reduce((sum, stretch) => sum + stretch.errors, 0);
        const name = `${least * 100} to ${most * 100} %`;
        const spread = [0.5, 0.99, 1].map((share) => ms(percentile(times, share)));
        return [[name, here.length, ...spread, errors]];
      });
    },
  };
}

/** Ticks of the first line of proc(5) `stat`; `steal` is the eighth. Guests are counted with `user` already. */
function readProcessors(): { all: number; stolen: number } {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n", 1);
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  return { all: ticks.reduce((sum, one) => sum + one, 0), stolen: ticks[7] ?? 0 };
}
