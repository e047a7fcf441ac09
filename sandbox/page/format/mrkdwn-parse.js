/**
 * Slack's mrkdwn as a tree of plain values; the DOM is built elsewhere, so this file can be read for safety alone.
 * A node is `{ kind: "text", text }`, `{ kind, children }`, or one of the leaves `code`, `pre`, `link`, `mention`, `date`, `emoji`.
 */
const MARKS = { "*": "bold", _: "italic", "~": "strike" };
const WORD = /[\p{L}\p{N}]/u;

/** Parses whole text: fences first, then quotes by line, then what stands inside a line. */
export function parseMrkdwn(text, { verbatim = false } = {}) {
  return splitFences(String(text)).flatMap((part) =>
    part.pre === undefined ? parseQuotes(part.text, verbatim) : [{ kind: "pre", text: decodeEntities(part.pre) }],
  );
}

/** Undoes the three escapes Slack knows, once. */
export function decodeEntities(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

function splitFences(text) {
  const parts = [];
  let rest = text;
  for (;;) {
    const fence = /```\n?([\s\S]*?)```/.exec(rest);
    if (!fence || fence[1].trim() === "") return [...parts, { text: rest }];
    if (fence.index > 0) parts.push({ text: rest.slice(0, fence.index).replace(/\n$/, "") });
    parts.push({ pre: fence[1].replace(/\n$/, "") });
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
    if (rest === "") return parts;
  }
}

function parseQuotes(text, verbatim) {
  const all = /^([\s\S]*?)(?:^|\n)&gt;&gt;&gt; ?([\s\S]*)$/.exec(text);
  if (all) {
    const before = all[1] === "" ? [] : parseQuotes(all[1], verbatim);
    return [...before, { kind: "quote", children: parseInline(all[2], verbatim) }];
  }
  const nodes = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>)(?!&gt;|>) ?(.*)$/.exec(line);
    const last = nodes.at(-1);
    if (quote && last?.kind === "quote") last.lines.push(quote[1]);
    else if (quote) nodes.push({ kind: "quote", lines: [quote[1]] });
    else if (last?.kind === "lines") last.lines.push(line);
    else nodes.push({ kind: "lines", lines: [line] });
  }
  return nodes.flatMap((node) => {
    const children = parseInline(node.lines.join("\n"), verbatim);
    return node.kind === "quote" ? [{ kind: "quote", children }] : children;
  });
}

function parseInline(text, verbatim) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push({ kind: "text", text: decodeEntities(plain) });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = takeToken(text, at, verbatim);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else plain += text[at++];
  }
  flush();
  return nodes;
}

function takeToken(text, at, verbatim) {
  const char = text[at];
  if (char === "<") return takeAngle(text, at);
  if (char === "`") return takeCode(text, at);
  if (char === ":") return takeEmoji(text, at);
  if (char in MARKS) return takeMark(text, at, verbatim);
  return char === "h" && !verbatim ? takeBareUrl(text, at) : undefined;
}

/** `*bold*` counts only between word boundaries, with no space inside the stars and no line break: `a*b*c` stays as typed. */
function takeMark(text, at, verbatim) {
  const mark = text[at];
  if (
    isWord(text[at - 1]) ||
    text[at - 1] === mark ||
    !text[at + 1] ||
    /[\s]/.test(text[at + 1]) ||
    text[at + 1] === mark
  )
    return;
  for (let end = text.indexOf(mark, at + 2); end !== -1; end = text.indexOf(mark, end + 1)) {
    const inner = text.slice(at + 1, end);
    if (inner.includes("\n")) return;
    if (/\s$/.test(inner) || isWord(text[end + 1]) || text[end + 1] === mark) continue;
    return { node: { kind: MARKS[mark], children: parseInline(inner, verbatim) }, end: end + 1 };
  }
}

function isWord(char) {
  return char !== undefined && WORD.test(char);
}

function takeCode(text, at) {
  const end = text.indexOf("`", at + 1);
  const inner = text.slice(at + 1, end);
  if (end === -1 || inner.trim() === "" || inner.includes("\n")) return;
  return { node: { kind: "code", text: decodeEntities(stripAngles(inner)) }, end: end + 1 };
}

/** Inside code Slack still shows the label of a link it made itself, as plain text. */
function stripAngles(text) {
  return text.replace(
    /<([^<>|]+)(?:\|([^<>]*))?>/g,
    (_, target, label) => label ?? target.replace(/^(mailto|tel):/, ""),
  );
}

function takeEmoji(text, at) {
  const found = /^:([a-z0-9_+'-]+):/.exec(text.slice(at, at + 60));
  if (!found || /^\d+$/.test(found[1])) return;
  return { node: { kind: "emoji", name: found[1] }, end: at + found[0].length };
}

function takeBareUrl(text, at) {
  if (isWord(text[at - 1])) return;
  const found = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"*_~]/.exec(text.slice(at));
  if (found) return { node: link(found[0], undefined), end: at + found[0].length };
}

function takeAngle(text, at) {
  const end = text.indexOf(">", at);
  if (end === -1) return;
  const inner = text.slice(at + 1, end);
  const bar = inner.indexOf("|");
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? undefined : decodeEntities(inner.slice(bar + 1));
  const node = angleNode(target, label);
  return node && { node, end: end + 1 };
}

function angleNode(target, label) {
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.*))?$/.exec(target);
  if (date)
    return { kind: "date", at: Number(date[1]), format: date[2], href: safeUrl(date[3]), fallback: label ?? "" };
  if (/^@[UW]\w+$/.test(target)) return { kind: "mention", sort: "user", id: target.slice(1), label };
  if (/^#[CG]\w+$/.test(target)) return { kind: "mention", sort: "channel", id: target.slice(1), label };
  if (target.startsWith("!subteam^")) return { kind: "mention", sort: "group", id: target.slice(9), label };
  if (/^!(here|channel|everyone)$/.test(target))
    return { kind: "mention", sort: "special", id: target.slice(1), label };
  return safeUrl(target) === undefined ? undefined : link(target, label);
}

function link(target, label) {
  const href = decodeEntities(target);
  return { kind: "link", href, text: label ?? href.replace(/^(mailto|tel):/, "") };
}

/** Only schemes that cannot run anything. */
export function safeUrl(target) {
  return target !== undefined && /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i.test(target) ? target : undefined;
}
