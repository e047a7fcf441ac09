import type { WebClient } from "@slack/web-api";
import type { Notice } from "../app/ports/store.ts";
import { MINUTE } from "../domain/time.ts";
import { slackFailure } from "./slack-failure.ts";

/** Slack's clock and ours may differ. */
const SKEW_MS = 10 * MINUTE;
const PER_PAGE = 200;
const MOST_PAGES = 5;

/**
 * Slack has no idempotency key, so our id travels in the message's metadata and is looked for after a post whose answer
 * was lost. "unreadable" when Slack will not let us read there, or it is further back than is reasonable to read.
 * Throws what may pass: the next try looks again.
 */
export async function findPosted(
  client: WebClient,
  notice: Notice,
  threadTs: string | null,
): Promise<{ ts: string } | "absent" | "unreadable"> {
  const oldest = ((Date.parse(notice.wantedAt) - SKEW_MS) / 1000).toFixed(6);
  const asked = { channel: notice.channel, oldest, limit: PER_PAGE, include_all_metadata: true };
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const part = cursor === undefined ? asked : { ...asked, cursor };
    const { messages, response_metadata } = await (threadTs === null
      ? client.conversations.history(part)
      : client.conversations.replies({ ...part, ts: threadTs })
    ).catch(unreadable);
    if (messages === undefined) return "unreadable";
    const found = messages.find(({ metadata }) => {
      const payload = metadata?.event_payload as { notice?: string } | undefined;
      return payload?.notice === notice.id;
    });
    if (found?.ts !== undefined) return { ts: found.ts };
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return "absent";
  }
  return "unreadable";
}

function unreadable(error: unknown): { messages?: undefined; response_metadata?: undefined } {
  if (slackFailure(error).kind === "refused") return {};
  throw error;
}
