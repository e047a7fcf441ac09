import type { BotProcess } from "./bot-process.ts";
import type { Ledger } from "./ledger.ts";
import { readStored, type Stored } from "./stored.ts";
import { comesTrue, pause } from "./wait.ts";
import type { World } from "./world.ts";

/** Slack sends an event again after a minute and after five. */
const AGAIN_AFTER_MS = [61_000, 301_000];
/** A lease of a process that went away lasts ten seconds. */
const LEASE_MS = 11_000;
const QUIET_MS = 3_000;
const ROUNDS = 6;
/** An event of a process that went away is taken up after thirty seconds. */
const ROUND_MS = 40_000;

type Options = { bots: readonly BotProcess[]; again: () => Promise<BotProcess>; isAfterKill: boolean };

/** Lets what is under way come to its end, stops the bots, and reads what is stored; `again` starts one more bot. */
export async function settle(world: World, ledger: Ledger, { bots, again, isAfterKill }: Options): Promise<Stored> {
  const { slack, gate } = world;
  for (const ms of AGAIN_AFTER_MS) {
    await slack.idle();
    await slack.clock.advance(ms);
  }
  await slack.idle();
  if (isAfterKill) await pause(LEASE_MS);
  let running = bots;
  for (let round = 1; ; round += 1) {
    const isAnswered = ({ channel, ts }: Ledger["mentions"][number]) => slack.thread(channel, ts).length > 1;
    const isQuiet = () => gate.quietFor() > QUIET_MS && (!isAfterKill || ledger.mentions.every(isAnswered));
    await comesTrue(isQuiet, { withinMs: ROUND_MS, everyMs: 250 });
    await Promise.all(running.map((bot) => bot.stop()));
    const stored = await readStored(world);
    if ((stored.behind === 0 && stored.unfinished === 0) || round === ROUNDS) return stored;
    running = [await again()];
    // Nothing need be seen of an event that was answered before its process ended: only time brings it to its end.
    if (stored.unfinished > 0) await pause(ROUND_MS);
  }
}
