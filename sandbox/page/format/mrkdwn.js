import { h } from "../dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { parseMrkdwn } from "./mrkdwn-parse.js";
import { clockTime, formatDateTokens, zonedParts } from "./zoned-time.js";

/** Builds nodes for mrkdwn text. `reader` is who looks: `{ zone, now(), nameOf(sort, id), isMe(id) }`. */
export function mrkdwn(text, reader, options) {
  return parseMrkdwn(text, options).flatMap((node) => build(node, reader));
}

/** Builds nodes for a text object; `plain_text` is never formatted. */
export function textObject(object, reader) {
  if (object === undefined || object === null) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, reader, { verbatim: object.verbatim === true });
  return [object.emoji === false ? object.text : withEmoji(object.text)];
}

const BUILDERS = {
  text: (node) => [node.text],
  bold: (node, reader) => [
    h(
      "strong",
      {},
      node.children.flatMap((child) => build(child, reader)),
    ),
  ],
  italic: (node, reader) => [
    h(
      "em",
      {},
      node.children.flatMap((child) => build(child, reader)),
    ),
  ],
  strike: (node, reader) => [
    h(
      "s",
      {},
      node.children.flatMap((child) => build(child, reader)),
    ),
  ],
  quote: (node, reader) => [
    h(
      "blockquote",
      {},
      node.children.flatMap((child) => build(child, reader)),
    ),
  ],
  code: (node) => [h("code", {}, node.text)],
  pre: (node) => [h("pre", {}, node.text)],
  emoji: (node) => [h("span", { class: "emoji", title: `:${node.name}:` }, emoji(node.name))],
  link: (node) => [link(node.href, node.text)],
  mention: (node, reader) => [mention(node, reader)],
  date: (node, reader) => [date(node, reader)],
};

function build(node, reader) {
  return BUILDERS[node.kind](node, reader);
}

/** A link that opens elsewhere; the address was checked for its scheme by the parser. */
export function link(href, text) {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** A person, channel or group; yellow when it is the reader. */
export function mention(node, reader) {
  const sign = node.sort === "channel" ? "#" : "@";
  const name = node.label ?? reader.nameOf(node.sort, node.id) ?? node.id;
  const me = node.sort === "user" && reader.isMe(node.id);
  return h("span", { class: me ? "mention mention-me" : "mention" }, `${sign}${name.replace(/^[@#]/, "")}`);
}

/** A time in the reader's zone, with the exact moment as its tooltip. */
export function date(node, reader) {
  const at = node.at * 1000;
  const text = formatDateTokens(node.format, at, reader.zone, reader.now()) ?? node.fallback;
  const exact = `${zonedParts(at, reader.zone).date}, ${clockTime(at, reader.zone)} (${reader.zone})`;
  const time = h("time", { datetime: new Date(at).toISOString(), title: exact }, text);
  return node.href ? h("a", { href: node.href, target: "_blank", rel: "noopener noreferrer" }, time) : time;
}
