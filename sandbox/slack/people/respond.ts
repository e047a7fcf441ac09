import { emitNewMessage } from "../delivery/message-events.ts";
import { asObject, asObjects, asText, type Json, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findVisible } from "../state/find.ts";
import { addMessage, removeMessage } from "../state/messages.ts";
import type { Message, ResponseUrl } from "../state/state.ts";
import { isAnswer, readBlocks } from "../web-api/message-body.ts";
import { complain, isTrue } from "../web-api/method.ts";

const KNOWN = [
  "text",
  "blocks",
  "attachments",
  "response_type",
  "replace_original",
  "delete_original",
  "thread_ts",
  "mrkdwn",
  "unfurl_links",
  "unfurl_media",
  "parse",
  "link_names",
  "username",
  "icon_emoji",
];

type Content = Pick<Message, "text"> & Partial<Pick<Message, "blocks" | "attachments">>;

function contentOf(body: JsonObject): Content | { ok: false; error: string } {
  const content: Content = { text: asText(body.text) ?? "" };
  if (body.blocks !== undefined && body.blocks !== null) {
    // The cumulative limit is not applied here. slackapi/bolt-js#2867
    const blocks = readBlocks(body.blocks, { checkSum: false });
    if (isAnswer(blocks)) return { ok: false, error: String(blocks.error) };
    if (blocks.length > 0) content.blocks = blocks;
  }
  const attachments = asObjects(body.attachments);
  if (attachments.length > 0) content.attachments = attachments;
  return content.text === "" && !content.blocks && !content.attachments ? { ok: false, error: "no_text" } : content;
}

function replace(local: Local, original: Message, content: Content): void {
  original.text = content.text;
  if (content.blocks) original.blocks = content.blocks;
  else delete original.blocks;
  if (content.attachments) original.attachments = content.attachments;
  else delete original.attachments;
  local.changed();
}

function post(local: Local, about: ResponseUrl, body: JsonObject, content: Content): void {
  const channel = local.state.channels.find((one) => one.id === about.channel);
  if (!channel) return;
  const isPublic = body.response_type === "in_channel";
  const thread = asText(body.thread_ts) ?? (about.from === "message" && !isPublic ? about.thread_ts : undefined);
  const message = addMessage(local, {
    channel: channel.id,
    user: local.state.app.bot_user,
    bot_id: local.state.app.bot_id,
    ...content,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(isPublic ? {} : { ephemeral_to: about.user }),
  });
  if (isPublic) local.later(emitNewMessage(local, channel, message));
}

/**
 * What an app sent to a response_url, or gave with its ack. Returns the error word, or undefined when it was taken.
 * A command's URL has no original: `replace_original` posts anew, as people report of the real one, against the page
 * that describes it (slackapi/bolt-js#2287, slackapi/bolt-python#1268). [unverified]
 */
export function respond(local: Local, about: ResponseUrl, value: Json | undefined): string | undefined {
  const body = typeof value === "string" ? { text: value } : asObject(value);
  if (!body) return "invalid_payload";
  const unknown = Object.keys(body).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) complain(local, `response_url does not know: ${unknown.join(", ")}`);
  const original = about.message_ts && findVisible(local.state, about.user, about.channel, about.message_ts);
  if (isTrue(body.delete_original)) {
    if (original) removeMessage(local, original);
    return original ? undefined : "cant_delete_message";
  }
  const content = contentOf(body);
  if ("ok" in content) {
    complain(local, `response_url: ${content.error}`);
    return content.error;
  }
  if (isTrue(body.replace_original) && original) replace(local, original, content);
  else post(local, about, body, content);
  return undefined;
}
