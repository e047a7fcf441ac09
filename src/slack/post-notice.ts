import type { KnownBlock, MessageMetadata } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { md } from "./mrkdwn.ts";
import { context } from "./views/blocks.ts";

export type Message = { text: string; blocks: readonly KnownBlock[]; metadata: MessageMetadata };
export type Posted = { ts: string; channel: string };

export async function postMessage(
  client: WebClient,
  { channel, threadTs }: { channel: string; threadTs: string | null },
  { text, blocks, metadata }: Message,
): Promise<Posted> {
  const posted = await client.chat.postMessage({
    channel,
    text,
    blocks: [...blocks],
    metadata,
    unfurl_links: false,
    unfurl_media: false,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
  });
  if (posted.ts === undefined) throw new Error("Slack answered a post without a ts");
  // A direct message has a channel of its own, which only the answer names.
  return { ts: posted.ts, channel: posted.channel ?? channel };
}

export async function updateMessage(client: WebClient, at: Posted, { text, blocks, metadata }: Message): Promise<void> {
  // `parse` defaults to `client` on an update, which would turn user text into links and mentions.
  await client.chat.update({ ...at, text, blocks: [...blocks], metadata, parse: "none" });
}

const AGAIN = "Sent again: Slack did not say whether the first one arrived.";

/** Rather twice than lost, where nobody lets us look; the next update takes the mark away. */
export function markAsResent(message: Message): Message {
  return { ...message, text: `${message.text} (${AGAIN})`, blocks: [...message.blocks, context(md`_${AGAIN}_`)] };
}
