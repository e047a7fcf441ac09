import { Client } from "pg";
import { createLedger } from "./ledger.ts";
import { readOptions } from "./options.ts";
import { isKept, judge } from "./oracle.ts";
import { createRandom } from "./random.ts";
import { type Outcome, printReport } from "./report.ts";
import { settle } from "./settle.ts";
import { startReady } from "./start-ready.ts";
import { startStorm } from "./storm.ts";
import { comesTrue, pause } from "./wait.ts";
import { createWorld, type World } from "./world.ts";

type ReplicasOptions = {
  seed: number;
  mode: "http" | "socket";
  people: number;
  /** Presses before one process is killed and one paused, and as many after that. */
  presses: number;
  say: (line: string) => void;
};

/** With three seconds of six, what is given to the paused process is given up before it goes on. */
const SLOWER = 2;
/** Longer than the lease of a notice: what the process held is somebody else's when it goes on. */
const PAUSED_MS = 12_000;
/** What Slack gives to the paused process is not answered in time, and has to be pressed again. */
const UNANSWERED = /was not acked within three seconds$/;
const PHASE_WITHIN_MS = 180_000;
const CONVERGES_WITHIN_MS = 60_000;

/** Three processes on one Postgres with everybody at once; one is killed midway, one stands still for a while. */
export async function runReplicas({ seed, mode, people, presses, say }: ReplicasOptions): Promise<Outcome> {
  const random = createRandom(seed);
  const world = await createWorld({ database: "server", mode, people, slower: SLOWER });
  const ledger = createLedger();
  let keepsLogs = true;
  try {
    const bots = [await startReady(world), await startReady(world), await startReady(world)] as const;
    const storm = startStorm({ world, ledger, random, mostTickets: () => people });
    const reaches = (count: number) =>
      comesTrue(() => ledger.presses.length >= count, { withinMs: PHASE_WITHIN_MS, everyMs: 100 });

    await reaches(presses);
    say(`midway · ${ledger.filings.length} tickets, ${ledger.presses.length} ticks`);
    bots[0].kill();
    bots[1].pause();
    await pause(PAUSED_MS);
    bots[1].resume();
    await bots[0].ended;
    await reaches(2 * presses);
    await storm.end();
    const convergedMs = await convergedAfter(world);
    say(`the cards were up to date ${convergedMs} ms after the last press`);

    const again = () => startReady(world);
    const stored = await settle(world, ledger, { bots: bots.slice(1), again, isAfterKill: true });
    const verdict = judge(world, ledger, stored, UNANSWERED);
    keepsLogs = !isKept(verdict);
    if (keepsLogs) say(`The logs of the bots are in ${world.folder}.`);
    return { done: { killed: 1, paused: 1, "ms until up to date": convergedMs }, ledger, stored, verdict };
  } finally {
    await world.close({ keepsLogs });
  }
}

/** How long until no card or line is behind the database. */
async function convergedAfter({ env }: World): Promise<number> {
  const startedAt = performance.now();
  const client = new Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    const isDone = async () => (await client.query(BEHIND)).rowCount === 0;
    const converged = await comesTrue(isDone, { withinMs: CONVERGES_WITHIN_MS, everyMs: 100 });
    return converged ? Math.round(performance.now() - startedAt) : Number.POSITIVE_INFINITY;
  } finally {
    await client.end();
  }
}

const BEHIND = "select 1 from notices where is_behind limit 1";

export async function main(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args, { people: 200, presses: 400, mode: "http", within: 10_000 });
  const mode = options.mode === "socket" ? "socket" : "http";
  console.log(`Replica test: seed ${options.seed}, three processes over ${mode}, ${options.people} people`);
  const startedAt = performance.now();
  const outcome = await runReplicas({ ...options, mode });
  const isFast = (outcome.done["ms until up to date"] ?? 0) <= options.within;
  if (!isFast) console.log(`- the cards took longer than ${options.within} ms`);
  return printReport([outcome], (performance.now() - startedAt) / 1000) && isFast;
}
