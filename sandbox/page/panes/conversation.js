import { fill, h, icon } from "../dom.js";
import { appName, channelOf, channelTitle, doAs } from "../session.js";
import { createComposer } from "./composer.js";
import { createMessageList } from "./message-list.js";

/** The middle of the page: one channel, its messages, and the box to write in. */
export function createConversation(session) {
  const title = h("h1", { class: "pane-title" });
  const topic = h("div", { class: "topic" });
  const menu = h(
    "button",
    { type: "button", class: "tool open-sidebar", "aria-label": "Channels and people", on: { click: openSidebar } },
    icon("menu"),
  );
  const list = createMessageList(session, { inThread: false });
  const composer = createComposer(session, "suggestions-channel");
  const bar = h("div", { class: "bar" });
  const node = h(
    "main",
    { class: "conversation", "aria-label": "Channel" },
    h("header", { class: "pane-head" }, menu, title, topic),
    list.node,
    bar,
    composer.node,
  );

  function openSidebar() {
    session.sidebarOpen = true;
    session.render();
    document.querySelector(".sidebar .channel[aria-current]")?.focus();
  }
  function update() {
    node.hidden = session.home;
    const channel = channelOf(session, session.channel);
    if (session.home || !channel) return;
    const name = channelTitle(session, channel);
    const shown = channel.kind === "im" ? name : `#${name}`;
    const sign = { im: "", private: icon("lock"), public: "# " }[channel.kind];
    fill(title, sign, name);
    topic.textContent = [channel.is_ext_shared && "Shared with another organisation", channel.topic]
      .filter(Boolean)
      .join(" · ");
    const messages = session.state.messages[channel.id] ?? [];
    list.update({
      place: `${session.viewer}|${channel.id}`,
      label: `Messages in ${shown}`,
      messages: messages.filter(standsInChannel),
      intro: introOf(session, channel, shown),
    });
    markRead(session, channel.id, messages);
    const open = channel.is_member && !channel.is_archived;
    composer.node.hidden = !open;
    fill(bar, open ? [] : closedBar(session, channel));
    bar.hidden = open;
    if (open) composer.update({ channel: channel.id, thread: null }, `Message ${shown}`);
  }
  return { node, update, write: composer.write };
}

function introOf(session, channel, shown) {
  const app = appName(session);
  if (channel.kind === "im") return { title: app, text: `Only you and ${app} read this.` };
  const command = session.workspace.commands[0]?.command ?? "/";
  return {
    title: shown,
    text: `This is the very beginning of ${shown}. Type ${command} or mention @${app}; both offer what they can do while you type.`,
  };
}

/** Replies stand in their thread. */
function standsInChannel(message) {
  return message.thread_ts === undefined || message.thread_ts === message.ts;
}

function markRead(session, channel, messages) {
  session.read.set(`${session.viewer}|${channel}`, messages.at(-1)?.ts ?? "0");
}

function closedBar(session, channel) {
  if (channel.is_archived) return "This channel is archived. Nobody can write in it.";
  const join = () => doAs(session, "join", { channel: channel.id });
  return [
    `You are looking at #${channel.name}. `,
    h("button", { type: "button", class: "button button-primary", on: { click: join } }, "Join channel"),
  ];
}
