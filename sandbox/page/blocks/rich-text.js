import { h } from "../dom.js";
import { placeholder } from "../elements/registry.js";
import { emoji } from "../format/emoji.js";
import { date, link, mention } from "../format/mrkdwn.js";
import { safeUrl } from "../format/mrkdwn-parse.js";

/** Slack's own structured text: sections, lists, preformatted, quotes. */
export function richText(block, surface) {
  return h(
    "div",
    { class: "rich-text" },
    block.elements.map((part) => PARTS[part.type]?.(part, surface.reader) ?? placeholder("rich text", part)),
  );
}

const PARTS = {
  rich_text_section: (part, reader) => h("div", {}, runs(part.elements, reader)),
  rich_text_preformatted: (part, reader) => h("pre", {}, runs(part.elements, reader)),
  rich_text_quote: (part, reader) => h("blockquote", {}, runs(part.elements, reader)),
  rich_text_list: (part, reader) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : undefined },
      part.elements.map((item) => h("li", {}, runs(item.elements, reader))),
    ),
};

function runs(elements, reader) {
  return elements.map((element) => RUNS[element.type]?.(element, reader) ?? placeholder("rich text element", element));
}

const RUNS = {
  text: (run) => styled(run.text, run.style),
  link: (run) => (safeUrl(run.url) ? link(run.url, styled(run.text ?? run.url, run.style)) : (run.text ?? run.url)),
  emoji: (run) => h("span", { class: "emoji", title: `:${run.name}:` }, emoji(run.name)),
  user: (run, reader) => mention({ sort: "user", id: run.user_id }, reader),
  usergroup: (run, reader) => mention({ sort: "group", id: run.usergroup_id }, reader),
  channel: (run, reader) => mention({ sort: "channel", id: run.channel_id }, reader),
  broadcast: (run, reader) => mention({ sort: "special", id: run.range }, reader),
  date: (run, reader) =>
    date({ at: run.timestamp, format: run.format, href: safeUrl(run.url), fallback: run.fallback ?? "" }, reader),
};

function styled(text, style = {}) {
  const tags = { code: "code", strike: "s", italic: "em", bold: "strong" };
  return Object.entries(tags).reduce((node, [name, tag]) => (style[name] ? h(tag, {}, node) : node), text);
}
