import type { BotProcess } from "./bot-process.ts";
import { pause } from "./wait.ts";
import type { World } from "./world.ts";

const READY_WITHIN_MS = 60_000;

export async function startReady(world: World): Promise<BotProcess> {
  const bot = world.startBot();
  const late = pause(READY_WITHIN_MS, undefined, { ref: false });
  if ((await Promise.race([bot.ready, late])) === undefined) {
    throw new Error(`The bot did not start; its log is in ${world.folder}.`);
  }
  return bot;
}
