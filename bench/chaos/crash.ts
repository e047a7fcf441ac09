import { SLOWER } from "../../test/support/within.ts";
import type { BotProcess, OwnPoint } from "./bot-process.ts";
import { createLedger } from "./ledger.ts";
import { readOptions } from "./options.ts";
import { isKept, judge } from "./oracle.ts";
import { createRandom, type Random } from "./random.ts";
import { type Outcome, printReport } from "./report.ts";
import { settle } from "./settle.ts";
import type { CallPoint } from "./slack-gate.ts";
import { startReady } from "./start-ready.ts";
import { startStorm } from "./storm.ts";
import { comesTrue, pause } from "./wait.ts";
import { createWorld, type DatabaseKind } from "./world.ts";

/** Where a bot ends: at a named point, or wherever it is, ready or still starting. */
export type KillPoint = OwnPoint | CallPoint | "anywhere" | "while starting";
export const KILL_POINTS: readonly KillPoint[] = [
  "anywhere",
  "before commit",
  "after commit",
  "before call",
  "after call",
  "before recording",
  "while starting",
];

export type CrashOptions = {
  seed: number;
  kills: number;
  database: DatabaseKind;
  people: number;
  say: (line: string) => void;
};

/** Slack's slow clock falls behind the database's. Beyond ten minutes a message is looked for where it cannot be. */
const KILLS_PER_WORLD = 42;
/** A point that is not reached by then is reached never: the bot ends wherever it is. */
const REACHED_WITHIN_MS = 15_000;
/** So that people get beyond their forms between two kills. */
const LIVES_UP_TO_MS = 3_000;

/** A ticket storm against a bot that is killed again and again. */
export async function runCrash({ seed, kills: most, database, people, say }: CrashOptions): Promise<Outcome> {
  const random = createRandom(seed);
  const world = await createWorld({ database, people, slower: SLOWER });
  const ledger = createLedger();
  const kills: Record<string, number> = Object.fromEntries(KILL_POINTS.map((point) => [point, 0]));
  let keepsLogs = true;
  try {
    let bot = await startReady(world);
    // Enough to choose from, and not so many that the end takes longer than the storm.
    const storm = startStorm({ world, ledger, random, mostTickets: () => 10 + most / 2 });
    const points = plan(most, random);
    for (const [index, wanted] of points.entries()) {
      const point = wanted === "while starting" ? await killStarting() : await killAt(wanted);
      kills[point] = (kills[point] ?? 0) + 1;
      bot = await startReady(world);
      say(`${index + 1}/${most} ${point} · ${ledger.filings.length} tickets, ${ledger.presses.length} ticks`);
    }
    // A short run may have spent its time on forms alone.
    const hasEach = () => [ledger.filings, ledger.presses, ledger.mentions].every(({ length }) => length > 0);
    await comesTrue(hasEach, { withinMs: 60_000 });
    await storm.end();
    const again = () => startReady(world);
    const stored = await settle(world, ledger, { bots: [bot], again, isAfterKill: true });
    const verdict = judge(world, ledger, stored);
    keepsLogs = !isKept(verdict);
    if (keepsLogs) say(`The logs of the bots are in ${world.folder}.`);
    return { done: kills, ledger, stored, verdict };

    async function killAt(point: Exclude<KillPoint, "while starting">): Promise<KillPoint> {
      const nth = 1 + random.int(4);
      await pause(random.int(LIVES_UP_TO_MS));
      if (point === "anywhere") bot.kill();
      else if (point === "before call" || point === "after call") world.gate.arm(point, nth, bot.kill);
      else bot.arm(point, nth);
      const isReached = await comesTrue(() => !bot.isRunning(), { withinMs: REACHED_WITHIN_MS });
      world.gate.disarm();
      if (!isReached) bot.kill();
      await mustBeKilled(bot);
      return isReached ? point : "anywhere";
    }

    async function killStarting(): Promise<KillPoint> {
      bot.kill();
      await mustBeKilled(bot);
      kills.anywhere = (kills.anywhere ?? 0) + 1;
      bot = world.startBot();
      await pause(random.int(1_000));
      bot.kill();
      await mustBeKilled(bot);
      return "while starting";
    }
  } finally {
    await world.close({ keepsLogs });
  }
}

/** As many of each point as of any other, in no order. */
function plan(kills: number, random: Random): KillPoint[] {
  const points = Array.from({ length: kills }, (_, at) => KILL_POINTS[at % KILL_POINTS.length] ?? "anywhere");
  return random.shuffled(points);
}

async function mustBeKilled(bot: BotProcess): Promise<void> {
  const how = await bot.ended;
  if (how !== "SIGKILL") throw new Error(`The bot ended by itself (${how}), not by the harness.`);
}

export async function main(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { kills: 200, people: 12 });
  console.log(`Crash test: seed ${options.seed}, ${options.kills} kills, ${options.database} database`);
  const startedAt = performance.now();
  const runs: Outcome[] = [];
  for (let left = options.kills; left > 0; left -= KILLS_PER_WORLD) {
    const [seed, kills] = [options.seed + runs.length, Math.min(left, KILLS_PER_WORLD)];
    runs.push(await runCrash({ ...options, seed, kills }));
  }
  return printReport(runs, (performance.now() - startedAt) / 1000);
}
