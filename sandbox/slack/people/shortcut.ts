import { emitEvent } from "../delivery/events.ts";
import { asText, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findMessage, imWith } from "../state/find.ts";
import { nextTs, showMessage } from "../state/messages.ts";
import type { User } from "../state/state.ts";
import { newResponseUrl, newTrigger } from "../state/triggers.ts";
import { showView } from "../state/views.ts";
import { type Act, cannot } from "./answer.ts";
import { channelRef, payloadHead } from "./payload.ts";
import { channelFor } from "./who.ts";

/** A shortcut of the manifest: from the search field, or from a message's menu. */
export async function shortcut(local: Local, user: User, body: JsonObject): Promise<Act> {
  const callback_id = asText(body.callback_id) ?? "";
  const type = body.ts === undefined ? "global" : "message";
  const known = local.manifest.shortcuts.find((one) => one.callback_id === callback_id && one.type === type);
  if (!known) return cannot(`There is no ${type} shortcut ${callback_id}.`);
  const common = { callback_id, action_ts: nextTs(local), trigger_id: newTrigger(local, user.id) };
  if (type === "global") {
    const payload = { ...payloadHead(local, "shortcut", user), ...common };
    const { outcome } = await local.deliver({ envelope: "interactive", payload, acceptsResponse: false });
    return { ok: true, outcome };
  }
  const channel = channelFor(local, user, asText(body.channel) ?? "");
  if ("ok" in channel) return channel;
  const message = findMessage(local.state, channel.id, asText(body.ts) ?? "");
  // Ephemeral messages have no such menu.
  if (!message) return cannot("That message is not there any more.");
  const about = { from: "message", user: user.id, channel: channel.id, message_ts: message.ts } as const;
  const payload = {
    ...payloadHead(local, "message_action", user),
    ...common,
    response_url: newResponseUrl(local, message.thread_ts ? { ...about, thread_ts: message.thread_ts } : about),
    message_ts: message.ts,
    channel: channelRef(channel),
    message: showMessage(local, message),
  };
  const { outcome } = await local.deliver({ envelope: "interactive", payload, acceptsResponse: false });
  return { ok: true, outcome };
}

/** A person opens the app's home or its messages tab. https://docs.slack.dev/reference/events/app_home_opened */
export async function openHome(local: Local, user: User, body: JsonObject): Promise<Act> {
  const tab = body.tab === "messages" ? "messages" : "home";
  const view = local.state.homes[user.id];
  const event = {
    type: "app_home_opened",
    user: user.id,
    channel: imWith(local.state, user.id).id,
    event_ts: nextTs(local),
    tab,
  };
  await emitEvent(local, "app_home_opened", view && tab === "home" ? { ...event, view: showView(local, view) } : event);
  return { ok: true, outcome: "acked" };
}
