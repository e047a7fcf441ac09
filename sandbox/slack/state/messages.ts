import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { showFile } from "./files.ts";
import type { Message, State } from "./state.ts";

/** Seconds and microseconds; later than every ts before it, so it names a message. */
export function nextTs(local: Local): string {
  const micros = Math.max(local.clock.now() * 1000, local.state.lastTs + 100);
  local.state.lastTs = micros;
  return `${Math.floor(micros / 1e6)}.${String(Math.floor(micros % 1e6)).padStart(6, "0")}`;
}

export function addMessage(local: Local, message: Omit<Message, "ts">): Message {
  const added = { ...message, ts: nextTs(local) };
  if (added.ephemeral_to) {
    local.state.ephemerals.push(added);
  } else {
    const list = local.state.messages[added.channel] ?? [];
    list.push(added);
    local.state.messages[added.channel] = list;
  }
  local.changed();
  return added;
}

export function removeMessage(local: Local, message: Message): void {
  const { state } = local;
  state.ephemerals = state.ephemerals.filter((other) => other !== message);
  const list = state.messages[message.channel];
  if (list) state.messages[message.channel] = list.filter((other) => other !== message);
  local.changed();
}

export function forgetMessages(state: State, isOver: (message: Message) => boolean): void {
  state.ephemerals = state.ephemerals.filter((message) => !isOver(message));
  for (const [channel, list] of Object.entries(state.messages)) {
    state.messages[channel] = list.filter((message) => !isOver(message));
  }
}

/** What a person is told by Slack itself, not by the app. */
export function tellPrivately(local: Local, user: string, channel: string, text: string): void {
  addMessage(local, { channel, user: "USLACKBOT", text, ephemeral_to: user, subtype: "slack_notice" });
}

export function repliesOf(state: State, channel: string, ts: string): Message[] {
  return (state.messages[channel] ?? []).filter((message) => message.thread_ts === ts && message.ts !== ts);
}

/** A message as the Web API and events show it. Metadata only where it was asked for. */
export function showMessage(local: Local, message: Message, { metadata = false } = {}): JsonObject {
  const { state } = local;
  const replies = message.ephemeral_to ? [] : repliesOf(state, message.channel, message.ts);
  const isParent = replies.length > 0;
  return {
    type: "message",
    user: message.user,
    ts: message.ts,
    ...(message.bot_id ? { bot_id: message.bot_id, app_id: state.app.id } : {}),
    text: message.text,
    team: state.team.id,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.files ? { files: message.files.map((file) => showFile(local, file)) } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.thread_ts || isParent ? { thread_ts: message.thread_ts ?? message.ts } : {}),
    ...(isParent
      ? {
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}
