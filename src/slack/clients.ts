import type { Logger } from "@slack/bolt";
import { WebClient, WebClientEvent, type WebClientOptions } from "@slack/web-api";

/** A modal or an answer is worth nothing after Slack's three seconds. */
export const ANSWER_WITHIN_MS = 2_300;
const BACKGROUND_TIMEOUT_MS = 8_000;

/**
 * Options of one Web API client; a fresh object per call, because the SDK writes into it.
 * No SDK retries: the default repeats `chat.postMessage` after a lost answer, which posts twice, and one 429
 * would pause the whole client, so that an unrelated modal loses its trigger.
 * https://docs.slack.dev/tools/node-slack-sdk/web-api#automatic-retries
 */
export function clientOptions(slackApiUrl: string, timeout = ANSWER_WITHIN_MS): WebClientOptions {
  return { slackApiUrl, timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
}

export type Clients = {
  /** Views and answers bound to a trigger: short timeout, never queued behind a 429. */
  interactive: WebClient;
  /** Cards, checklists and look-ups: the notice rows own the retries. */
  background: WebClient;
};

type Options = {
  token: string;
  slackApiUrl: string;
  answerWithinMs: number;
  logger: Logger;
  /** Slack answered this Web API method with 429. */
  onRateLimited: (method: string) => void;
};

export function createClients(options: Options): Clients {
  const { token, slackApiUrl, answerWithinMs, logger, onRateLimited } = options;
  const create = (timeoutMs: number) => {
    const client = new WebClient(token, { ...clientOptions(slackApiUrl, timeoutMs), logger });
    return client.on(WebClientEvent.RATE_LIMITED, (_seconds, { url }: { url: string }) => onRateLimited(methodOf(url)));
  };
  return { interactive: create(answerWithinMs), background: create(BACKGROUND_TIMEOUT_MS) };
}

/** `https://slack.com/api/chat.postMessage`: the last part. */
function methodOf(url: string): string {
  return /\/([a-zA-Z]+(?:\.[a-zA-Z]+)+)$/.exec(url)?.[1] ?? "other";
}
