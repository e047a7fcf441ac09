import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { isBotIn } from "../state/find.ts";
import { nextTs, showMessage } from "../state/messages.ts";
import type { Channel, Message } from "../state/state.ts";
import { emitEvent } from "./events.ts";

const KINDS = {
  public: { subscription: "message.channels", channel_type: "channel" },
  private: { subscription: "message.groups", channel_type: "group" },
  im: { subscription: "message.im", channel_type: "im" },
} as const;

async function emitMessageEvent(local: Local, channel: Channel, event: JsonObject): Promise<void> {
  if (!isBotIn(local.state, channel)) return;
  const { subscription, channel_type } = KINDS[channel.kind];
  const whole = { ...event, channel: channel.id, channel_type };
  await emitEvent(local, subscription, whole, { isShared: channel.is_ext_shared });
}

/** A new message; the app's own are echoed too. A mention in a channel the bot is in is told a second time. */
export async function emitNewMessage(local: Local, channel: Channel, message: Message): Promise<void> {
  const { state } = local;
  const shown: JsonObject = { ...showMessage(local, message), event_ts: message.ts };
  const author = state.users.find((user) => user.id === message.user);
  if (author && author.team_id !== state.team.id) {
    Object.assign(shown, { team: author.team_id, user_team: author.team_id, source_team: author.team_id });
  }
  if (message.files) shown.subtype = "file_share";
  const isMention = message.text.includes(`<@${state.app.bot_user}>`) && channel.kind !== "im" && !message.bot_id;
  const mention = { ...shown, type: "app_mention", channel: channel.id };
  await Promise.all([
    emitMessageEvent(local, channel, shown),
    isMention && isBotIn(state, channel)
      ? emitEvent(local, "app_mention", mention, { isShared: channel.is_ext_shared })
      : undefined,
  ]);
}

export function emitChanged(local: Local, channel: Channel, message: Message, before: JsonObject): Promise<void> {
  const ts = nextTs(local);
  const now = showMessage(local, message);
  const event = { type: "message", subtype: "message_changed", hidden: true, ts, event_ts: ts };
  return emitMessageEvent(local, channel, { ...event, message: now, previous_message: before });
}

export function emitDeleted(local: Local, channel: Channel, before: JsonObject): Promise<void> {
  const ts = nextTs(local);
  const event = { type: "message", subtype: "message_deleted", hidden: true, ts, event_ts: ts };
  return emitMessageEvent(local, channel, { ...event, deleted_ts: before.ts, previous_message: before });
}
