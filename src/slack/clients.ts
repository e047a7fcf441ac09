import { WebClient, type WebClientOptions } from "@slack/web-api";

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

export function createClients(token: string, slackApiUrl: string, answerWithinMs: number): Clients {
  return {
    interactive: new WebClient(token, clientOptions(slackApiUrl, answerWithinMs)),
    background: new WebClient(token, clientOptions(slackApiUrl, BACKGROUND_TIMEOUT_MS)),
  };
}
