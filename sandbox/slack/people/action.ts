import { type Placed, placedElements } from "../block-kit/elements-of.ts";
import { asObject, asObjects, asText, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findView, findVisible } from "../state/find.ts";
import { nextTs, showMessage } from "../state/messages.ts";
import type { Channel, Entered, Message, User, View } from "../state/state.ts";
import { newResponseUrl, newTrigger } from "../state/triggers.ts";
import { enter, stateValues, toSlackValue } from "../state/values.ts";
import { showView } from "../state/views.ts";
import { type Act, cannot } from "./answer.ts";
import { channelRef, payloadHead } from "./payload.ts";
import { channelFor } from "./who.ts";

/** Key under which the workspace keeps what one viewer entered in one message. */
export function enteredKey(viewer: string, channel: string, ts: string): string {
  return `${viewer} ${channel} ${ts}`;
}

// Deliberately the real client's: what a viewer entered outlives chat.update while both ids stay.
// slackapi/java-slack-sdk#762, slackapi/bolt-js#1619, slack-go/slack#1049
function actionOf(local: Local, { element, block_id, action_id }: Placed, body: JsonObject): JsonObject | undefined {
  const common = { type: element.type, block_id, action_id, action_ts: nextTs(local) };
  if (element.type === "button" || element.type === "workflow_button") {
    return { ...common, text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
  }
  const value = toSlackValue(element, body.value);
  return value && { ...common, ...value };
}

/** What the person entered, with this action's own value among it. */
function enteredWith(placed: Placed, blocks: JsonObject[], before: Entered | undefined, body: JsonObject) {
  const { block_id, action_id, element } = placed;
  const others = enter(blocks, before, asObject(body.values) ?? {});
  if (!others.ok || element.type === "button" || element.type === "overflow") return others;
  return enter(blocks, others.entered, { [block_id]: { [action_id]: body.value } });
}

function messageParts(local: Local, user: User, channel: Channel, message: Message): JsonObject {
  const where = { channel_id: channel.id, message_ts: message.ts };
  const about = { from: "message", user: user.id, channel: channel.id, message_ts: message.ts } as const;
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {};
  return {
    container: { type: "message", ...where, ...thread, is_ephemeral: message.ephemeral_to !== undefined },
    channel: channelRef(channel),
    // An ephemeral message's payload carries no copy of it: howdyai/botkit#958. [unverified for current Slack]
    ...(message.ephemeral_to ? {} : { message: showMessage(local, message) }),
    response_url: newResponseUrl(local, { ...about, ...thread }),
  };
}

async function send(local: Local, user: User, parts: JsonObject, action: JsonObject, viewId?: string): Promise<Act> {
  const head = payloadHead(local, "block_actions", user);
  const payload = { ...head, trigger_id: newTrigger(local, user.id, viewId), ...parts, actions: [action] };
  const { outcome } = await local.deliver({ envelope: "interactive", payload, acceptsResponse: true });
  return { ok: true, outcome };
}

async function actInMessage(local: Local, user: User, body: JsonObject): Promise<Act> {
  const channel = channelFor(local, user, asText(body.channel) ?? "");
  if ("ok" in channel) return channel;
  const message = findVisible(local.state, user.id, channel.id, asText(body.ts) ?? "");
  if (!message?.bot_id) return cannot("That message is not there any more.");
  const blocks = message.blocks ?? [];
  const placed = find(blocks, body);
  if (!placed) return cannot("That element is not in the message any more.");
  const action = actionOf(local, placed, body);
  const key = enteredKey(user.id, channel.id, message.ts);
  const entry = enteredWith(placed, blocks, local.state.entered[key], body);
  if (!action || !entry.ok) return cannot(entry.ok ? "That value does not fit." : entry.error);
  local.state.entered[key] = entry.entered;
  const place = {
    channel: channel.id,
    ts: message.ts,
    user: user.id,
    block_id: placed.block_id,
    action_id: placed.action_id,
  };
  const isHere = (one: typeof place): boolean =>
    Object.entries(place).every(([name, is]) => one[name as keyof typeof place] === is);
  local.state.troubles = local.state.troubles.filter((one) => !isHere(one));
  local.changed();
  const parts = {
    ...messageParts(local, user, channel, message),
    state: { values: stateValues(blocks, entry.entered) },
  };
  const act = await send(local, user, parts, action);
  if (act.ok && act.outcome !== "acked") {
    // How the real client shows it is not known. [unverified look]
    local.state.troubles.push({ ...place, text: "This app did not respond." });
    local.changed();
  }
  return act;
}

function find(blocks: readonly JsonObject[], body: JsonObject): Placed | undefined {
  return placedElements(blocks).find((one) => one.block_id === body.block_id && one.action_id === body.action_id);
}

function openViewOf(local: Local, user: User, body: JsonObject): View | undefined {
  const view = findView(local.state, { id: asText(body.view_id) ?? "-" });
  return view?.user === user.id ? view : undefined;
}

async function actInView(local: Local, user: User, body: JsonObject): Promise<Act> {
  const view = openViewOf(local, user, body);
  if (!view) return cannot("That window is closed.");
  const blocks = asObjects(view.body.blocks);
  const placed = find(blocks, body);
  if (!placed) return cannot("That element is not in the window any more.");
  const entry = enteredWith(placed, blocks, view.entered, body);
  const action = actionOf(local, placed, body);
  if (!action || !entry.ok) return cannot(entry.ok ? "That value does not fit." : entry.error);
  view.entered = entry.entered;
  local.changed();
  // An input tells the app only when it asks for that. https://docs.slack.dev/reference/block-kit/blocks/input-block
  if (placed.block.type === "input" && placed.block.dispatch_action !== true) return { ok: true, outcome: "acked" };
  const parts = { container: { type: "view", view_id: view.id }, view: showView(local, view) };
  const act = await send(local, user, parts, action, view.type === "modal" ? view.id : undefined);
  if (act.ok && act.outcome !== "acked") {
    view.trouble = TROUBLE;
    local.changed();
  }
  return act;
}

export const TROUBLE = "We had some trouble connecting. Try again?";

/** A person presses a button or chooses something, in a message, a modal or the home. */
export function act(local: Local, user: User, body: JsonObject): Promise<Act> {
  return body.view_id === undefined ? actInMessage(local, user, body) : actInView(local, user, body);
}
