import { emitNewMessage } from "../delivery/message-events.ts";
import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findChannel, findMessage, imWith, isBotIn } from "../state/find.ts";
import { addMessage, showMessage } from "../state/messages.ts";
import type { Channel, Message } from "../state/state.ts";
import { remove, update } from "./chat-change.ts";
import { isAnswer, readBody } from "./message-body.ts";
import { type Answer, type Call, complain, done, fail, type Method, textArg } from "./method.ts";
import { isHidden } from "./scopes.ts";

/** A channel by id or name; a person's id opens the direct message with them. */
function channelFor(local: Local, args: JsonObject): Channel | undefined {
  const wanted = textArg(args, "channel") ?? "";
  if (local.state.users.some((user) => user.id === wanted && !user.is_bot)) return imWith(local.state, wanted);
  return findChannel(local.state, wanted);
}

/** Whether the app may write there. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
function refuseChannel(local: Local, channel: Channel | undefined): Answer | undefined {
  if (!channel || isHidden(local, channel)) return fail("channel_not_found");
  if (channel.is_archived) return fail("is_archived");
  if (channel.kind === "im" && !local.manifest.hasMessages) return fail("messages_tab_disabled");
  const mayWrite = isBotIn(local.state, channel) || local.manifest.scopes.includes("chat:write.public");
  return mayWrite ? undefined : fail("not_in_channel");
}

function checkThread(local: Local, channel: Channel, threadTs: string | undefined): Answer | undefined {
  if (threadTs === undefined) return undefined;
  if (!/^\d+\.\d{6}$/.test(threadTs)) {
    return fail("invalid_thread_ts", {
      response_metadata: { messages: [`[ERROR] ${threadTs} is not a valid thread_ts`] },
    });
  }
  const parent = findMessage(local.state, channel.id, threadTs);
  // Slack takes both and shows neither well (slackapi/python-slack-sdk#840 #1116), so they are told here. [unverified]
  if (!parent) complain(local, `A reply to a thread that does not exist: ${threadTs}`);
  else if (parent.thread_ts && parent.thread_ts !== parent.ts) complain(local, `A reply to a reply: ${threadTs}`);
  return undefined;
}

function byBot(local: Local): Pick<Message, "user" | "bot_id"> {
  return { user: local.state.app.bot_user, bot_id: local.state.app.bot_id };
}

function postMessage({ local, args }: Call): Answer {
  const channel = channelFor(local, args);
  const refusal = refuseChannel(local, channel);
  if (refusal || !channel) return refusal ?? fail("channel_not_found");
  const thread_ts = textArg(args, "thread_ts");
  const badThread = checkThread(local, channel, thread_ts);
  if (badThread) return badThread;
  const body = readBody(local, args);
  if (isAnswer(body)) return body;
  const message = addMessage(local, {
    ...byBot(local),
    ...body,
    channel: channel.id,
    ...(thread_ts ? { thread_ts } : {}),
  });
  local.later(emitNewMessage(local, channel, message));
  const answer = { channel: channel.id, ts: message.ts, message: showMessage(local, message, { metadata: true }) };
  const isCut = (textArg(args, "text") ?? "").length > message.text.length;
  return done({ ...answer, ...(isCut ? { warning: "message_truncated" } : {}) });
}

function postEphemeral({ local, args }: Call): Answer {
  const channel = channelFor(local, args);
  const refusal = refuseChannel(local, channel);
  if (refusal || !channel) return refusal ?? fail("channel_not_found");
  const user = textArg(args, "user") ?? "";
  if (!channel.members.includes(user)) return fail("user_not_in_channel");
  const thread_ts = textArg(args, "thread_ts");
  const body = readBody(local, args);
  if (isAnswer(body)) return body;
  if (body.text.length > 4000) return fail("msg_too_long"); // [unverified figure]
  const rest = { channel: channel.id, ephemeral_to: user, ...(thread_ts ? { thread_ts } : {}) };
  const message = addMessage(local, { ...byBot(local), ...body, ...rest });
  return done({ message_ts: message.ts });
}

function getPermalink({ local, args }: Call): Answer {
  const channel = findChannel(local.state, textArg(args, "channel") ?? "");
  if (!channel || isHidden(local, channel)) return fail("channel_not_found");
  const message = findMessage(local.state, channel.id, textArg(args, "message_ts") ?? "");
  if (!message) return fail("message_not_found");
  const thread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : "";
  return done({
    channel: channel.id,
    permalink: `${local.baseUrl()}/archives/${channel.id}/p${message.ts.replace(".", "")}${thread}`,
  });
}

const LOOKS = ["icon_emoji", "icon_url", "username", "link_names", "parse", "unfurl_links", "unfurl_media", "mrkdwn"];
const BODY = ["channel", "text", "blocks", "attachments"];

export const CHAT: Readonly<Record<string, Method>> = {
  "chat.postMessage": {
    args: [...BODY, ...LOOKS, "metadata", "thread_ts", "reply_broadcast", "as_user"],
    required: ["channel"],
    scope: "chat:write",
    perMinute: 600, // the limit that matters is one a second and channel, see rate-limits.ts
    run: postMessage,
  },
  "chat.postEphemeral": {
    args: [...BODY, ...LOOKS, "user", "thread_ts"],
    required: ["channel", "user"],
    scope: "chat:write",
    perMinute: 100,
    run: postEphemeral,
  },
  "chat.update": {
    args: [...BODY, "ts", "metadata", "parse", "link_names", "reply_broadcast", "as_user", "file_ids"],
    required: ["channel", "ts"],
    scope: "chat:write",
    perMinute: 50,
    run: update,
  },
  "chat.delete": {
    args: ["channel", "ts", "as_user"],
    required: ["channel", "ts"],
    scope: "chat:write",
    perMinute: 50,
    run: remove,
  },
  "chat.getPermalink": {
    args: ["channel", "message_ts"],
    required: ["channel", "message_ts"],
    perMinute: 100,
    run: getPermalink,
  },
};
