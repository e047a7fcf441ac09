import { emitNewMessage } from "../delivery/message-events.ts";
import { newId } from "../ids.ts";
import { asObject, asObjects, asText, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findMessage, isBotIn } from "../state/find.ts";
import { addMessage, showMessage, tellPrivately } from "../state/messages.ts";
import type { Channel, SlackFile, User } from "../state/state.ts";
import { type Act, cannot } from "./answer.ts";
import { composeText } from "./compose-text.ts";
import { writableFor } from "./who.ts";

function snippetOf(value: JsonObject | undefined): SlackFile[] {
  const content = asText(value?.text);
  return content === undefined ? [] : [{ id: newId("F"), name: asText(value?.name) ?? "snippet.txt", content }];
}

function threadOf(local: Local, channel: Channel, asked: string | undefined): string | undefined {
  const message = asked === undefined ? undefined : findMessage(local.state, channel.id, asked);
  return message?.thread_ts ?? message?.ts;
}

/** A person posts. `blocks` and `attachments` stand for messages that another app or an unfurl brought. */
export async function say(local: Local, user: User, body: JsonObject): Promise<Act> {
  const channel = writableFor(local, user, asText(body.channel) ?? "");
  if ("ok" in channel) return channel;
  const typed = asText(body.text) ?? "";
  const files = snippetOf(asObject(body.snippet));
  const attachments = asObjects(body.attachments);
  if (typed.trim() === "" && files.length === 0 && attachments.length === 0) return cannot("Type something first.");
  const asked = asText(body.thread_ts);
  const thread = threadOf(local, channel, asked);
  if (asked !== undefined && thread === undefined) return cannot("That message is not there any more.");
  const composed = composeText(local.state, typed);
  const blocks = body.blocks === undefined ? composed.blocks : asObjects(body.blocks);
  const message = addMessage(local, {
    channel: channel.id,
    user: user.id,
    text: composed.text,
    ...(typed === "" ? {} : { blocks }),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
  if (message.text.includes(`<@${local.state.app.bot_user}>`) && !isBotIn(local.state, channel)) {
    tellPrivately(
      local,
      user.id,
      channel.id,
      `@${local.manifest.botName} is not in this channel and does not see this.`,
    );
  }
  await emitNewMessage(local, channel, message);
  return { ok: true, message: showMessage(local, message) };
}
