import { type Logger, SocketModeReceiver } from "@slack/bolt";
import { clientOptions } from "./clients.ts";
import { deliveryKey } from "./inbox.ts";

type Options = { appToken: string; slackApiUrl: string; answerWithinMs: number; logger: Logger };

/**
 * How late a pong may be, and with @slack/socket-mode 3.1 also how long a closed connection waits before it is opened
 * again. Shorter would take a busy moment of this process for a dead line.
 */
const PONG_WITHIN_MS = 3_000;

/**
 * To open a connection twice does no harm, so here alone the SDK may try again: once it gives up, the client never
 * connects any more and the process ends. This lasts about a quarter of an hour.
 */
const OPENING = { retries: 70, minTimeout: 500, factor: 1.5, maxTimeout: 15_000 };

export function createSocketReceiver(options: Options): SocketModeReceiver {
  const { appToken, slackApiUrl, answerWithinMs, logger } = options;
  const opening = { ...clientOptions(slackApiUrl, 10_000), retryConfig: OPENING };
  return new SocketModeReceiver({
    appToken,
    logger,
    // A line is not given up sooner than an answer over it.
    clientPingTimeout: Math.max(PONG_WITHIN_MS, answerWithinMs),
    customPropertiesExtractor: ({ envelope_id: id }: { envelope_id?: string }) => deliveryKey("envelope", id),
    installerOptions: { clientOptions: opening },
  });
}
