import { placedElements } from "../block-kit/elements-of.ts";
import { asObject, asObjects, type Json, type JsonObject, plain } from "../json.ts";
import type { Local } from "../local.ts";
import { canSee, imWith } from "../state/find.ts";
import type { Channel, Message, User, View } from "../state/state.ts";
import { keepKnown, shortValues, stateValues } from "../state/values.ts";
import { enteredKey } from "./action.ts";

function userName(local: Local, message: Message): string {
  if (message.user === "USLACKBOT") return "Slackbot";
  return local.state.users.find((user) => user.id === message.user)?.real_name ?? message.user;
}

export function showChannelTo(user: User, channel: Channel): JsonObject {
  const { id, name, kind, is_ext_shared, is_archived, topic, im_user } = channel;
  return { id, name, kind, is_member: channel.members.includes(user.id), is_ext_shared, is_archived, topic, im_user };
}

function showMessageTo(local: Local, user: User, message: Message, replies: readonly Message[]): JsonObject {
  const { state } = local;
  const { ts, channel, text, blocks, attachments, files, thread_ts, edited, bot_id } = message;
  const entered = keepKnown(blocks ?? [], state.entered[enteredKey(user.id, channel, ts)] ?? {});
  return {
    ts,
    channel,
    user: message.user,
    username: userName(local, message),
    bot_id,
    text,
    blocks,
    attachments,
    files: files?.map((file) => ({ id: file.id, name: file.name, preview: file.content.slice(0, 500) })),
    thread_ts: thread_ts ?? (replies.length > 0 ? ts : undefined),
    reply_count: replies.length || undefined,
    reply_users: replies.length > 0 ? [...new Set(replies.map((reply) => reply.user))] : undefined,
    latest_reply: replies.at(-1)?.ts,
    edited,
    ephemeral: message.ephemeral_to ? true : undefined,
    state: shortValues(entered),
    troubles: state.troubles
      .filter((one) => one.user === user.id && one.channel === channel && one.ts === ts)
      .filter((one) => placedElements(blocks ?? []).some((placed) => placed.block_id === one.block_id))
      .map((one) => ({ block_id: one.block_id, action_id: one.action_id, text: one.text })),
  };
}

function messagesTo(local: Local, user: User, channel: Channel): Json[] {
  const ephemerals = local.state.ephemerals.filter((one) => one.channel === channel.id && one.ephemeral_to === user.id);
  const shared = local.state.messages[channel.id] ?? [];
  const threads = new Map<string, Message[]>();
  for (const message of shared) {
    const { thread_ts, ts } = message;
    if (thread_ts && thread_ts !== ts) threads.set(thread_ts, [...(threads.get(thread_ts) ?? []), message]);
  }
  const all = [...shared, ...ephemerals].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return all.map((message) => showMessageTo(local, user, message, threads.get(message.ts) ?? []));
}

export function showViewTo(view: View): JsonObject {
  const { title, submit, close, callback_id } = view.body;
  const blocks = asObjects(view.body.blocks);
  return {
    id: view.id,
    type: view.type,
    callback_id: callback_id ?? "",
    hash: view.hash,
    title: asObject(title),
    submit: asObject(submit),
    close: asObject(close),
    blocks,
    state: shortValues(stateValues(blocks, view.entered)),
    errors: view.errors,
    trouble: view.trouble,
  };
}

export type Presence = { online: boolean | null; connections: number; mode: "socket" | "http" };

/** Everything one person sees: the shape is the contract in sandbox/README.md. */
export function stateFor(local: Local, user: User, app: Presence, revision: number): JsonObject {
  const { state } = local;
  if (user.team_id === state.team.id && local.manifest.hasMessages) imWith(state, user.id);
  const channels = state.channels.filter((channel) => canSee(state, user, channel));
  const home = state.homes[user.id];
  return plain({
    ok: true,
    revision,
    now: local.clock.now(),
    me: { ...user },
    app,
    channels: channels.map((channel) => showChannelTo(user, channel)),
    messages: Object.fromEntries(channels.map((channel) => [channel.id, messagesTo(local, user, channel)])),
    views: (state.stacks[user.id] ?? []).map(showViewTo),
    home: home ? showViewTo(home) : null,
  });
}
