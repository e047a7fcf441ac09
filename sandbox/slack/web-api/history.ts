import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findMessage, isBotIn } from "../state/find.ts";
import { repliesOf, showMessage } from "../state/messages.ts";
import type { Channel, Message } from "../state/state.ts";
import { type Answer, type Call, done, fail, isTrue, page, textArg } from "./method.ts";
import { conversationScope, isHidden } from "./scopes.ts";

/** By id only: conversations.* methods take no names. */
export function findConversation(local: Local, args: JsonObject, right: "read" | "history"): Channel | Answer {
  const channel = local.state.channels.find((one) => one.id === textArg(args, "channel"));
  if (!channel || isHidden(local, channel)) return fail("channel_not_found");
  return conversationScope(local, channel, right) ?? channel;
}

export const isAnswer = (found: Channel | Answer): found is Answer => "ok" in found;

/** Keeps the messages of the window asked for; its edges are out unless `inclusive`. */
function inWindow(messages: readonly Message[], args: JsonObject): Message[] {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY);
  return messages
    .map((message) => ({ message, at: Number(message.ts) }))
    .filter(({ at }) => (isTrue(args.inclusive) ? at >= oldest && at <= latest : at > oldest && at < latest))
    .map(({ message }) => message);
}

// https://docs.slack.dev/apis/web-api/rate-limits: 15 messages for apps that are neither internal nor in the Marketplace
const PAGE_OUTSIDE_MARKETPLACE = 15;

function answerPage(local: Local, messages: readonly Message[], args: JsonObject, fallback: number): Answer {
  const most = local.settings.nonMarketplace ? PAGE_OUTSIDE_MARKETPLACE : 1000;
  const part = page(messages, args, Math.min(fallback, most), most);
  if (!part) return fail("invalid_cursor");
  const shown = part.items.map((one) => showMessage(local, one, { metadata: isTrue(args.include_all_metadata) }));
  const more = part.next ? { response_metadata: { next_cursor: part.next } } : {};
  return done({ messages: shown, has_more: part.next !== "", ...more });
}

/** Messages of the time asked for, newest first, one page; replies are not among them. */
export function history({ local, args }: Call): Answer {
  const channel = findConversation(local, args, "history");
  if (isAnswer(channel)) return channel;
  if (!isBotIn(local.state, channel)) return fail("not_in_channel");
  const parents = (local.state.messages[channel.id] ?? []).filter(
    ({ ts, thread_ts }) => !thread_ts || thread_ts === ts,
  );
  return answerPage(local, inWindow(parents, args).reverse(), args, 100);
}

/** A thread, parent first, then its replies, oldest first. */
export function replies({ local, args }: Call): Answer {
  const channel = findConversation(local, args, "history");
  if (isAnswer(channel)) return channel;
  if (!isBotIn(local.state, channel)) return fail("not_in_channel");
  const asked = findMessage(local.state, channel.id, textArg(args, "ts") ?? "");
  const parent = asked?.thread_ts ? findMessage(local.state, channel.id, asked.thread_ts) : asked;
  if (!parent) return fail("thread_not_found");
  return answerPage(local, [parent, ...inWindow(repliesOf(local.state, channel.id, parent.ts), args)], args, 1000);
}
