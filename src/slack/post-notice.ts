import type { KnownBlock, MessageMetadata } from "@slack/types";
import { ErrorCode, type WebAPICallError, type WebClient } from "@slack/web-api";
import type { Notice } from "../app/ports/store.ts";

export type Message = { text: string; blocks: readonly KnownBlock[]; metadata: MessageMetadata };

/** Posts or updates one notice and answers the message's `ts`. An attempt that may have arrived is looked up first. */
export async function postNotice(
  client: WebClient,
  notice: Notice,
  { text, blocks, metadata }: Message,
  threadTs: string | null,
): Promise<string> {
  const { channel } = notice;
  const content = { channel, text, blocks: [...blocks], metadata };
  const found = notice.ts ?? (notice.state === "pending" ? undefined : await findPosted(client, notice, threadTs));
  if (found !== undefined) {
    // `parse` defaults to `client` on an update, which would turn user text into links and mentions.
    await client.chat.update({ ...content, ts: found, parse: "none" });
    return found;
  }
  const posted = await client.chat.postMessage({
    ...content,
    unfurl_links: false,
    unfurl_media: false,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
  });
  if (posted.ts === undefined) throw new Error("Slack answered a post without a ts");
  return posted.ts;
}

/** Slack has no idempotency key, so our id travels in the message's metadata. One page is enough: it was just posted. */
async function findPosted(client: WebClient, notice: Notice, threadTs: string | null): Promise<string | undefined> {
  const page = { channel: notice.channel, limit: 100, include_all_metadata: true };
  const { messages } =
    threadTs === null
      ? await client.conversations.history(page)
      : await client.conversations.replies({ ...page, ts: threadTs });
  return messages?.find(({ metadata }) => {
    const payload = metadata?.event_payload as { notice?: string } | undefined;
    return payload?.notice === notice.id;
  })?.ts;
}

export type Failed = { state: "pending" | "unknown" | "refused"; because: string; retryAfterMs?: number };

/** Slack's word that nothing was posted and nothing will be until a person does something. */
const REFUSALS = new Set([
  "account_inactive",
  "cant_update_message",
  "channel_not_found",
  "edit_window_closed",
  "invalid_auth",
  "invalid_blocks",
  "is_archived",
  "is_inactive",
  "message_not_found",
  "missing_scope",
  "msg_blocks_too_long",
  "msg_too_long",
  "not_authed",
  "not_in_channel",
  "restricted_action",
  "restricted_action_thread_locked",
  "token_expired",
  "token_revoked",
]);

export function whyFailed(error: unknown, notice: Notice): Failed {
  const call = error as Partial<WebAPICallError> & { data?: { error?: string }; retryAfter?: number };
  if (call.code === ErrorCode.RateLimitedError) {
    return { state: "pending", because: "rate_limited", retryAfterMs: (call.retryAfter ?? 30) * 1000 };
  }
  const answer = call.code === ErrorCode.PlatformError ? call.data?.error : undefined;
  if (answer !== undefined && REFUSALS.has(answer)) return { state: "refused", because: answer };
  if (answer === "ratelimited" || answer === "rate_limited") {
    return { state: "pending", because: "rate_limited", retryAfterMs: 30_000 };
  }
  // A lost answer to an update is harmless, to a post it is not: it may be there already.
  return { state: notice.ts === null ? "unknown" : "pending", because: answer ?? "no_answer", retryAfterMs: 2_000 };
}
