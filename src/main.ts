import type { Logger } from "pino";
import { ConfigError } from "./app/errors.ts";
import { type Bot, startBot } from "./compose.ts";
import { loadConfig } from "./config.ts";
import { watchForEnd } from "./ending.ts";
import { readEnvFile } from "./env-file.ts";
import { createLog } from "./log/create-log.ts";
import { safeError } from "./log/safe-error.ts";

/** Prints what is wrong, one line each, and ends: settings are a person's to fix, not a crash. */
function fail(problems: readonly string[]): never {
  console.error(`WABA Locksmith cannot start:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  console.error("Settings are explained in .env.example; `npm run cli -- doctor` checks each of them.");
  process.exit(1);
}

async function main(): Promise<void> {
  readEnvFile();
  const { config, secrets } = loadConfig(process.env);
  const log = createLog({ level: config.logLevel, requestId: () => undefined });
  let bot: Bot | undefined;
  // First of all: as number 1 of a container a process has no default for SIGTERM. Before there is a bot nothing is in hand.
  const ending = watchForEnd({ stop: async () => bot?.stop(), log });
  try {
    bot = await startBot(config, secrets, { onDead: (why) => endAsDead(log, why) });
    await bot.ready;
  } catch (error) {
    // Stopped before Slack ever answered: nothing went wrong.
    if (ending.hasBegun()) return;
    if (error instanceof ConfigError) fail(error.problems);
    log.fatal({ err: error }, "the bot could not start");
    process.exit(1);
  }
}

function endAsDead(log: Logger, why: string): never {
  log.fatal({ why }, "the database does not answer any more; ending, so that a new process can start");
  process.exit(1);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) fail(error.problems);
  console.error(error instanceof Error ? safeError(error) : "Something that is no error was thrown.");
  process.exit(1);
});
