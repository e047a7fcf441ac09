import type { Ledger } from "./ledger.ts";
import { createPerson, type Person } from "./person.ts";
import type { Random } from "./random.ts";
import { createRandom } from "./random.ts";
import { pause } from "./wait.ts";
import type { World } from "./world.ts";

export type Storm = {
  /** No new deeds; resolves when everybody has ended theirs. */
  end(): Promise<void>;
};

type Options = { world: World; ledger: Ledger; random: Random; mostTickets: () => number; without?: readonly Deed[] };

type Deed = Exclude<keyof Person, "touch">;

const PAUSE_MS = 100;
/** How often what is done, out of the sum. */
const DEEDS: readonly [Deed, number][] = [
  ["file", 3],
  ["tick", 10],
  ["undo", 2],
  ["skip", 1],
  ["mention", 1],
];
const CHOICES = DEEDS.flatMap(([deed, often]) => Array.from({ length: often }, () => deed));

/** Everybody at once, each one thing after the other, until it ends. */
export function startStorm({ world, ledger, random, mostTickets, without = [] }: Options): Storm {
  let isOver = false;
  const everybody = world.people.map(async ({ name, id }) => {
    const own = createRandom(random.int(2 ** 31));
    const person = createPerson({ world, ledger, random: own, name, id });
    while (!isOver) {
      const isFull = ledger.filings.length >= mostTickets();
      const deed = own.pick(CHOICES) ?? "tick";
      if (!without.includes(deed) && (!isFull || deed !== "file")) await person[deed]();
      await pause(own.int(2 * PAUSE_MS));
    }
  });
  // Told at the end; until then a failure must not end the process.
  const ended = Promise.all(everybody);
  ended.catch(() => {});
  return {
    async end() {
      isOver = true;
      await ended;
    },
  };
}
