import { h, icon } from "../dom.js";
import { closeSide } from "../moves.js";
import { channelOf, channelTitle } from "../session.js";
import { createComposer } from "./composer.js";
import { createMessageList } from "./message-list.js";

/** One thread beside the channel. */
export function createThread(session) {
  const where = h("div", { class: "topic" });
  const list = createMessageList(session, { inThread: true });
  const composer = createComposer(session, "suggestions-thread");
  const close = h(
    "button",
    { type: "button", class: "tool", "aria-label": "Close thread", on: { click: () => closeSide(session) } },
    icon("close"),
  );
  const head = h("header", { class: "pane-head" }, h("h2", { class: "pane-title" }, "Thread"), where, close);
  const node = h("aside", { class: "side thread", "aria-label": "Thread" }, head, list.node, composer.node);

  function update() {
    const channel = channelOf(session, session.channel);
    node.hidden = session.thread === null || session.home || !channel;
    if (node.hidden) return;
    const name = channelTitle(session, channel);
    where.textContent = channel.kind === "im" ? name : `#${name}`;
    const all = session.state.messages[channel.id] ?? [];
    const messages = all.filter((message) => message.ts === session.thread || message.thread_ts === session.thread);
    list.update({
      place: `${session.viewer}|${channel.id}|${session.thread}`,
      label: "Messages in the thread",
      messages,
    });
    composer.update({ channel: channel.id, thread: session.thread }, "Reply…");
  }
  return { node, update };
}
