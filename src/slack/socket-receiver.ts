import { type Logger, SocketModeReceiver } from "@slack/bolt";
import { clientOptions } from "./clients.ts";
import { deliveryKey } from "./inbox.ts";
import { keepLine } from "./keep-line.ts";

type Options = { appToken: string; slackApiUrl: string; answerWithinMs: number; logger: Logger };

/** How late a pong may be. Shorter would take a busy moment of this process for a dead line. */
const PONG_WITHIN_MS = 3_000;
const OPEN_WITHIN_MS = 10_000;

/** One line to Slack. It is opened again whenever it ends, until it is stopped. */
export function createSocketReceiver(options: Options): SocketModeReceiver {
  const { appToken, slackApiUrl, answerWithinMs, logger } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // A line is not given up sooner than an answer over it.
    clientPingTimeout: Math.max(PONG_WITHIN_MS, answerWithinMs),
    customPropertiesExtractor: ({ envelope_id: id }: { envelope_id?: string }) => deliveryKey("envelope", id),
    installerOptions: { clientOptions: clientOptions(slackApiUrl, OPEN_WITHIN_MS) },
    // The SDK does so in promises nobody awaits: when that fails the process ends, or never connects any more.
    autoReconnectEnabled: false,
  });
  surviveFrames(receiver.client, logger);
  const line = keepLine(receiver.client, logger);
  return Object.assign(receiver, { start: line.open, stop: line.close });
}

/** The SDK reads a frame in a promise nobody awaits, so one without an event in it would end the process. */
function surviveFrames(client: SocketModeReceiver["client"], logger: Logger): void {
  for (const read of client.listeners("ws_message")) {
    client.off("ws_message", read);
    client.on("ws_message", async (...frame) => {
      try {
        await read(...frame);
      } catch (error) {
        logger.error("Slack sent something that is no event:", error);
      }
    });
  }
}
