import { avatar } from "../avatar.js";
import { renderBlocks } from "../blocks/registry.js";
import { h, icon } from "../dom.js";
import { mrkdwn } from "../format/mrkdwn.js";
import { clockTime, zonedParts } from "../format/zoned-time.js";
import { openThread } from "../moves.js";
import { doAs, readerOf, userOf } from "../session.js";
import { messageSurface } from "../surface.js";
import { messageTools } from "./message-tools.js";
import { repliesLink } from "./replies-link.js";

/** One message: who, when, what, and what can be done with it. `compact` leaves out the name, as under a message before. */
export function renderMessage(session, message, { compact, inThread }) {
  const surface = messageSurface(session, message);
  const app = message.bot_id !== undefined;
  const name = userOf(session, message.user)?.real_name ?? message.username;
  const time = clockTime(message.ts * 1000, surface.reader.zone);
  const classes = ["message", compact && "message-compact", message.ephemeral && "message-ephemeral"].filter(Boolean);
  const replies = !inThread && message.reply_count > 0 ? repliesLink(session, message) : null;
  return h(
    "article",
    { class: classes.join(" "), "aria-label": `${name}, ${time}`, tabindex: "-1", data: { ts: message.ts } },
    message.ephemeral && h("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
    h(
      "div",
      { class: "message-side" },
      compact ? timeOf(message, surface.reader, true) : avatar(name, { id: message.user, app }),
    ),
    h(
      "div",
      { class: "message-main" },
      compact ? null : byline(name, app, timeOf(message, surface.reader, false)),
      content(message, surface),
      message.ephemeral && dismiss(session, message),
      replies,
    ),
    message.ephemeral
      ? null
      : messageTools(
          session,
          message,
          inThread ? undefined : () => openThread(session, message.thread_ts ?? message.ts),
        ),
  );
}

function byline(name, app, time) {
  return h(
    "div",
    { class: "byline" },
    h("span", { class: "author" }, name),
    app && h("span", { class: "app-badge" }, "APP"),
    time,
  );
}

function timeOf(message, reader, short) {
  const at = message.ts * 1000;
  const text = clockTime(at, reader.zone);
  const title = `${zonedParts(at, reader.zone).date}, ${text} (${reader.zone})`;
  return h(
    "time",
    { class: "time", datetime: new Date(at).toISOString(), title },
    short ? text.replace(/ [AP]M/, "") : text,
  );
}

/** Blocks replace the text, as in Slack: there the text is for notifications and screen readers. */
function content(message, surface) {
  const asBlocks = message.blocks?.length > 0 && !isTyped(message);
  const edited = message.edited && !asBlocks ? h("span", { class: "edited" }, " (edited)") : null;
  return [
    asBlocks
      ? renderBlocks(message.blocks, surface)
      : message.text !== "" && h("div", { class: "text" }, mrkdwn(message.text, surface.reader), edited),
    (message.attachments ?? []).map((attachment) => renderAttachment(attachment, surface)),
    (message.files ?? []).map((file) =>
      h("figure", { class: "file" }, h("figcaption", {}, file.name), h("pre", {}, file.preview)),
    ),
  ];
}

/** What a person typed comes as one rich_text block as well; the text keeps their fences and quotes. */
function isTyped(message) {
  return (
    message.bot_id === undefined && message.text !== "" && message.blocks.every(({ type }) => type === "rich_text")
  );
}

function renderAttachment(attachment, surface) {
  const body = attachment.blocks
    ? renderBlocks(attachment.blocks, surface)
    : h("div", { class: "text" }, mrkdwn(attachment.text ?? attachment.fallback ?? "", surface.reader));
  const bar = h("div", { class: "attachment" }, body);
  if (/^#?[0-9a-f]{6}$/i.test(attachment.color ?? "")) bar.style.borderColor = `#${attachment.color.replace("#", "")}`;
  return bar;
}

function dismiss(session, message) {
  const run = () => doAs(session, "dismiss", { ts: message.ts });
  return h("button", { type: "button", class: "dismiss", on: { click: run } }, "Dismiss message");
}

/** Everything a rendered message depends on: when it is equal the node on the page is kept. */
export function messageSignature(session, message, flags) {
  return JSON.stringify([session.viewer, message, flags, zonedParts(readerOf(session).now(), "UTC").date]);
}
