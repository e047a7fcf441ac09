import { ConfigError } from "./app/errors.ts";
import { startBot } from "./compose.ts";
import { loadConfig } from "./config.ts";
import { readEnvFile } from "./env-file.ts";
import { safeError } from "./log/safe-error.ts";

const STOP_WITHIN_MS = 10_000;

/** Prints what is wrong, one line each, and ends: settings are a person's to fix, not a crash. */
function fail(problems: readonly string[]): never {
  console.error(`WABA Locksmith cannot start:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  console.error("Settings are explained in .env.example; `npm run cli -- doctor` checks each of them.");
  process.exit(1);
}

async function main(): Promise<void> {
  readEnvFile();
  const { config, secrets } = loadConfig(process.env);
  const bot = await startBot(config, secrets, {
    onDead(why) {
      console.error(`The database does not answer any more (${why}). Ending, so that a new process can start.`);
      process.exit(1);
    },
  });
  let isStopping = false;
  const stop = (code: number) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(code || 1), STOP_WITHIN_MS).unref();
    bot.stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", () => stop(0));
  process.on("SIGINT", () => stop(0));
  process.on("unhandledRejection", (reason) => {
    console.error("A promise was rejected and nobody noticed; ending.", printed(reason));
    stop(1);
  });
  await bot.ready.catch((error: unknown) => {
    // Stopped before Slack ever answered: nothing went wrong.
    if (!isStopping) throw error;
  });
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) fail(error.problems);
  console.error(printed(error));
  process.exit(1);
});

/** Errors of libraries carry along bodies and headers. */
function printed(error: unknown): unknown {
  return error instanceof Error ? safeError(error) : "Something that is no error was thrown.";
}
