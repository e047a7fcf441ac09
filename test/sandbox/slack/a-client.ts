import { WebClient } from "@slack/web-api";
import type { LocalSlack } from "../../../sandbox/slack/create-local-slack.ts";
import { BOT_TOKEN } from "./slack-for-test.ts";

/** The official client, without the SDK's own retries. */
export function aClient(slack: LocalSlack, token: string = BOT_TOKEN): WebClient {
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
}

type Refusal = {
  error: string;
  errors?: (string | { pointer: string; code: string; message: string })[];
  needed?: string;
  response_metadata?: { messages?: string[] };
};

/** What Slack answered when it refused; fails when it did not. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (typeof error !== "object" || error === null || !("data" in error)) {
    throw new Error(`Slack did not refuse: ${String(error)}`);
  }
  return error.data as Refusal;
}
