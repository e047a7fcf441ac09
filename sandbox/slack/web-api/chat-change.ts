import { emitChanged, emitDeleted } from "../delivery/message-events.ts";
import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findMessage } from "../state/find.ts";
import { nextTs, removeMessage, showMessage } from "../state/messages.ts";
import type { Channel, Message } from "../state/state.ts";
import { isAnswer, readBlocks, readMetadata } from "./message-body.ts";
import { type Answer, type Call, complain, done, fail, textArg } from "./method.ts";
import { isHidden } from "./scopes.ts";

/** The app's own message, or why it cannot be changed. */
function ownMessage(local: Local, args: JsonObject, refused: string): { channel: Channel; message: Message } | Answer {
  // By id only: unlike postMessage these take no names.
  const channel = local.state.channels.find((one) => one.id === textArg(args, "channel"));
  if (!channel || isHidden(local, channel)) return fail("channel_not_found");
  const message = findMessage(local.state, channel.id, textArg(args, "ts") ?? "");
  if (!message) return fail("message_not_found");
  if (message.bot_id !== local.state.app.bot_id) return fail(refused);
  return { channel, message };
}

/**
 * Which blocks stay: text alone removes them, as the current page says. Older pages and reports say they stay
 * (slackapi/python-slack-sdk#523, slack-go/slack#1214), so text alone on a message with blocks is told in red. [unverified]
 */
function nextBlocks(local: Local, message: Message, args: JsonObject): JsonObject[] | Answer {
  if (args.blocks !== undefined) return readBlocks(args.blocks);
  if (args.text === undefined) return message.blocks ?? [];
  if (message.blocks)
    complain(local, "chat.update with text and without blocks: some Slacks keep the old blocks, some do not");
  return [];
}

export function update({ local, args }: Call): Answer {
  const own = ownMessage(local, args, "cant_update_message");
  if (isAnswer(own)) return own;
  const { channel, message } = own;
  if (channel.is_archived) return fail("is_inactive");
  const text = textArg(args, "text");
  if (text !== undefined && text.length > 4000) return fail("msg_too_long");
  const blocks = nextBlocks(local, message, args);
  if (isAnswer(blocks)) return blocks;
  const metadata = args.metadata === undefined ? message.metadata : readMetadata(args.metadata);
  if (metadata && isAnswer(metadata)) return metadata;
  if ((text ?? message.text) === "" && blocks.length === 0 && !message.attachments) return fail("no_text");

  const before = showMessage(local, message);
  message.text = text ?? (args.blocks === undefined ? message.text : "");
  if (blocks.length > 0) message.blocks = blocks;
  else delete message.blocks;
  if (metadata) message.metadata = metadata;
  else delete message.metadata;
  // No "(edited)" when blocks are shown. [partly unverified]
  if (blocks.length === 0) message.edited = { user: local.state.app.bot_user, ts: nextTs(local) };
  local.changed();
  local.later(emitChanged(local, channel, message, before));
  return done({
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: showMessage(local, message, { metadata: true }),
  });
}

export function remove({ local, args }: Call): Answer {
  const own = ownMessage(local, args, "cant_delete_message");
  if (isAnswer(own)) return own;
  const before = showMessage(local, own.message);
  removeMessage(local, own.message);
  local.later(emitDeleted(local, own.channel, before));
  return done({ channel: own.channel.id, ts: own.message.ts });
}
