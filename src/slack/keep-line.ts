import { setTimeout } from "node:timers/promises";
import type { Logger, SocketModeReceiver } from "@slack/bolt";
import { ErrorCode } from "@slack/web-api";
import { ConfigError } from "../app/errors.ts";

type Client = Pick<SocketModeReceiver["client"], "start" | "disconnect" | "on">;
type Opened = Awaited<ReturnType<Client["start"]>>;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** Slack's own trouble, which passes; every other word is about the token or the app. */
const PASSES = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"]);

/**
 * Opens a connection of Socket Mode and opens it again whenever it ends. An app token that is refused at the start is an
 * error of the settings; refused later it may be good again tomorrow, and ending would not help.
 */
export function keepLine(client: Client, logger: Logger) {
  const stopping = new AbortController();
  let isOpen = false;

  async function open({ isFirst }: { isFirst: boolean }): Promise<Opened> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS)) {
      try {
        const opened = await client.start();
        isOpen = true;
        if (stopping.signal.aborted) await client.disconnect();
        return opened;
      } catch (error) {
        const refused = refusalOf(error);
        if (isFirst && refused !== undefined) throw new ConfigError([refusedWords(refused)]);
        logger.error("Slack could not be connected; trying again:", error);
        await setTimeout(waitMs, undefined, { signal: stopping.signal });
      }
    }
  }

  client.on("disconnected", () => {
    if (!isOpen || stopping.signal.aborted) return;
    isOpen = false;
    open({ isFirst: false }).catch(() => logger.info("stopped while Slack was being connected again"));
  });

  return {
    open: () => open({ isFirst: true }),
    async close(): Promise<void> {
      stopping.abort();
      // Slack's close frame is not waited for.
      void client.disconnect();
    },
  };
}

function refusalOf(error: unknown): string | undefined {
  const { code, data } = error as { code?: string; data?: { error?: string } };
  const word = code === ErrorCode.PlatformError ? (data?.error ?? "unknown") : undefined;
  return word === undefined || PASSES.has(word) ? undefined : word;
}

function refusedWords(because: string): string {
  return `Slack refuses SLACK_APP_TOKEN (${because}). Copy an App-Level Token with connections:write from Basic Information, and see that Socket Mode is on.`;
}
