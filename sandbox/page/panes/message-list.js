import { h } from "../dom.js";
import { dayName, zonedParts } from "../format/zoned-time.js";
import { keepPlace } from "../keep-place.js";
import { keepFocus, syncChildren } from "../keyed.js";
import { now, readerOf } from "../session.js";
import { messageSignature, renderMessage } from "./message.js";

const GROUP_SECONDS = 300;
const NEAR_END_PX = 80;

/** A log of messages that follows its end unless the person scrolled up. */
export function createMessageList(session, { inThread }) {
  const node = h("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0" });
  let shownFor = "";
  function update({ place, label, messages, intro }) {
    const isSamePlace = place === shownFor;
    const followed = !isSamePlace || node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    shownFor = place;
    node.setAttribute("aria-label", label);
    const how = {
      keyOf: (item) => item.key,
      signatureOf: (item) => (item.message ? messageSignature(session, item.message, item.flags) : item.text),
      build: (item) =>
        item.build?.() ?? (item.message ? renderMessage(session, item.message, item.flags) : divider(item.text)),
    };
    const items = [...introItem(intro), ...withDividers(session, messages, inThread)];
    keepPlace(node, () => keepFocus(() => syncChildren(node, items, how)));
    if (followed) node.scrollTop = node.scrollHeight;
    if (inThread && !isSamePlace) showStartOfLast(node);
  }
  return { node, update };
}

/** A reply taller than the pane is read from its beginning. */
function showStartOfLast(node) {
  const last = node.lastElementChild;
  if (last && last.offsetHeight > node.clientHeight) node.scrollTop = last.offsetTop - node.offsetTop;
}

/** What stands before the first message of a channel. */
function introItem(intro) {
  const build = () =>
    h("div", { class: "intro" }, h("strong", {}, intro.title), h("span", { class: "quiet" }, intro.text));
  return intro ? [{ key: "intro", text: JSON.stringify(intro), build }] : [];
}

function divider(text) {
  return h("div", { class: "day", role: "separator", "aria-label": text }, h("span", {}, text));
}

/** Messages with a line between days (or after the first of a thread), and close ones of one author drawn together. */
function withDividers(session, messages, inThread) {
  const { zone } = readerOf(session);
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    const flags = { inThread, compact: index > (inThread ? 1 : 0) && belongsTo(message, before, zone) };
    const item = { key: `${session.viewer}|${message.channel}|${message.ts}`, message, flags };
    if (inThread) return index === 1 ? [...replyDivider(messages), item] : [item];
    const newDay = before === undefined || dayOf(before, zone) !== dayOf(message, zone);
    const name = dayName(message.ts * 1000, zone, now(session));
    return newDay
      ? [
          { key: `day|${dayOf(message, zone)}`, text: name },
          { ...item, flags: { ...flags, compact: false } },
        ]
      : [item];
  });
}

/** What only the viewer sees is not counted, as under the first message. */
function replyDivider(messages) {
  const count = messages.filter(({ ephemeral }) => !ephemeral).length - 1;
  return count > 0 ? [{ key: "replies", text: `${count} ${count === 1 ? "reply" : "replies"}` }] : [];
}

function belongsTo(message, before, zone) {
  const close = Number(message.ts) - Number(before.ts) < GROUP_SECONDS && dayOf(before, zone) === dayOf(message, zone);
  return close && before.user === message.user && !before.ephemeral && !message.ephemeral && !(before.reply_count > 0);
}

function dayOf(message, zone) {
  return zonedParts(message.ts * 1000, zone).date;
}
