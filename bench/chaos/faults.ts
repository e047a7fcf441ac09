import { MIXED, SINGLE, type Trouble } from "./faults-of-slack.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { readOptions } from "./options.ts";
import { isKept, judge } from "./oracle.ts";
import { createPerson } from "./person.ts";
import { createRandom } from "./random.ts";
import { type Outcome, printReport } from "./report.ts";
import { settle } from "./settle.ts";
import { startReady } from "./start-ready.ts";
import { startStorm } from "./storm.ts";
import { comesTrue, pause } from "./wait.ts";
import { createWorld, type DatabaseKind, type World } from "./world.ts";

/** Those that need a person come first, see `runFaults`. */
export const TROUBLES: readonly Trouble[] = [
  ...SINGLE.filter(({ needsPerson }) => needsPerson === true),
  ...SINGLE.filter(({ needsPerson }) => needsPerson !== true),
  MIXED,
];

type FaultsOptions = {
  seed: number;
  database: DatabaseKind;
  people: number;
  /** Escalations over all troubles together. */
  tickets: number;
  say: (line: string) => void;
};

/** Enough for a slow machine, and nobody waits long for an ack that was lost. */
const SLOWER = 2;
const STRIKE_EVERY_MS = 150;
/** Each trouble strikes that often, also when the tickets of its time are filed already. */
const LEAST_STRIKES = 6;
/** Then they become rarer, so that those whose every try is struck get through in the end. */
const THINNER_AFTER = 20;
const LASTS_AT_MOST_MS = 120_000;
/** With the token gone nobody gets as far as a form: then this is how long it lasts. */
const WITHOUT_FORMS_MS = 3_000;

/** Escalations and ticks while Slack is bad in each of its ways, one after the other and all together. */
export async function runFaults({ seed, database, people, tickets, say }: FaultsOptions): Promise<Outcome> {
  const random = createRandom(seed);
  const world = await createWorld({ database, people, slower: SLOWER });
  const ledger = createLedger();
  const done: Record<string, number> = {};
  let keepsLogs = true;
  try {
    const bot = await startReady(world);
    for (const [index, trouble] of TROUBLES.entries()) {
      const most = Math.ceil((tickets * (index + 1)) / TROUBLES.length);
      const before = { filings: ledger.filings.length, presses: ledger.presses.length };
      trouble.begin?.(world.slack);
      // Slack sends no event to an app without a token.
      const without = trouble.name === "token revoked" ? (["mention"] as const) : [];
      const storm = startStorm({ world, ledger, random, mostTickets: () => most, without });
      done[trouble.name] = await strikeUntil(trouble, () => ledger.filings.length >= most);
      world.slack.clearFaults();
      trouble.end?.(world.slack);
      await storm.end();
      if (trouble.needsPerson === true)
        await touchSince(world, ledger, { ...before, by: world.people[index % people] });
      say(`${trouble.name} · ${ledger.filings.length} tickets, ${ledger.presses.length} ticks`);
    }
    const again = () => startReady(world);
    const stored = await settle(world, ledger, { bots: [bot], again, isAfterKill: false });
    const verdict = judge(world, ledger, stored);
    keepsLogs = !isKept(verdict);
    if (keepsLogs) say(`The log of the bot is in ${world.folder}.`);
    return { done, ledger, stored, verdict };
  } finally {
    await world.close({ keepsLogs });
  }

  /** How often it struck; what lasts counts once. */
  async function strikeUntil({ strike, begin, name }: Trouble, isOver: () => boolean): Promise<number> {
    const until = performance.now() + (name === "token revoked" ? WITHOUT_FORMS_MS : LASTS_AT_MOST_MS);
    let times = 0;
    while ((times < LEAST_STRIKES || !isOver()) && performance.now() < until) {
      strike(world.slack, random);
      times += 1;
      await pause(STRIKE_EVERY_MS * (1 + Math.floor(times / THINNER_AFTER)));
    }
    return begin === undefined ? times : 1;
  }
}

type Since = { filings: number; presses: number; by: World["people"][number] | undefined };

/** Who brought Slack back looks at what was filed and pressed meanwhile, and takes it on; each time somebody else. */
async function touchSince(world: World, ledger: Ledger, { filings, presses, by }: Since): Promise<void> {
  const refs = new Set([...ledger.filings.slice(filings), ...ledger.presses.slice(presses)].map(({ ref }) => ref));
  if (by === undefined) return;
  const person = createPerson({ world, ledger, random: createRandom(1), ...by });
  for (const ref of refs) await person.touch(ref);
  await comesTrue(() => world.gate.quietFor() > 1_000, { withinMs: 30_000 });
}

export async function main(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { tickets: 500, people: 20 });
  console.log(`Fault test: seed ${options.seed}, ${options.tickets} tickets, ${options.database} database`);
  const startedAt = performance.now();
  const outcome = await runFaults(options);
  return printReport([outcome], (performance.now() - startedAt) / 1000);
}
