import { h } from "../dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

/** The small part of standard Markdown that a `markdown` block needs: headings, lists, quotes, fences, inline marks. */
export function markdown(text) {
  return text.split(/(```[\s\S]*?```)/).flatMap((part) =>
    part.startsWith("```")
      ? [
          h(
            "pre",
            {},
            part
              .slice(3, -3)
              .replace(/^\w*\n/, "")
              .replace(/\n$/, ""),
          ),
        ]
      : part.split(/\n{2,}/).flatMap((chunk) => (chunk.trim() === "" ? [] : [paragraph(chunk.trim().split("\n"))])),
  );
}

function paragraph(lines) {
  const heading = /^(#{1,6}) (.*)$/.exec(lines[0]);
  if (heading && lines.length === 1)
    return h("p", { class: "md-heading", role: "heading", "aria-level": heading[1].length }, inline(heading[2]));
  if (heading) return h("div", {}, paragraph(lines.slice(0, 1)), paragraph(lines.slice(1)));
  if (lines.every((line) => /^\s*[-*+] /.test(line))) return list("ul", lines, /^\s*[-*+] /);
  if (lines.every((line) => /^\s*\d+[.)] /.test(line))) return list("ol", lines, /^\s*\d+[.)] /);
  if (lines.every((line) => line.startsWith(">")))
    return h("blockquote", {}, inline(lines.map((line) => line.replace(/^> ?/, "")).join("\n")));
  return h("p", {}, inline(lines.join("\n")));
}

function list(tag, lines, marker) {
  return h(
    tag,
    {},
    lines.map((line) => h("li", {}, inline(line.replace(marker, "")))),
  );
}

const INLINE =
  /`([^`\n]+)`|\[([^\]\n]+)\]\((https?:\/\/[^)\s]+)\)|\*\*([^*\n]+)\*\*|~~([^~\n]+)~~|(?<!\w)[*_]([^*_\n]+)[*_](?!\w)/;

function inline(text) {
  const found = INLINE.exec(text);
  if (!found) return [withEmoji(text)];
  const [whole, code, label, href, bold, strike, italic] = found;
  return [
    withEmoji(text.slice(0, found.index)),
    code !== undefined && h("code", {}, code),
    href !== undefined && link(href, label),
    bold !== undefined && h("strong", {}, inline(bold)),
    strike !== undefined && h("s", {}, inline(strike)),
    italic !== undefined && h("em", {}, inline(italic)),
    ...inline(text.slice(found.index + whole.length)),
  ].filter((node) => node !== false);
}
