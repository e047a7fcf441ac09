import type { Instant } from "../domain/time.ts";

/** Text that is safe to hand to Slack as mrkdwn. Only this file makes it from a plain string. */
export type Mrkdwn = { readonly mrkdwn: string };

// Overrides and embeddings can make a number or a code read backwards; right-to-left letters need none of them.
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Takes out what no reader can see and what turns the reading direction round. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(DIRECTION, "").replace(CONTROL, "");
}

/**
 * The three characters Slack gives a meaning to, which disables `<!channel>`, `<@U…>` and spoofed links.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return visible(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Slack delivers message text escaped; undo it before reading. */
export function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

type Part = string | number | Mrkdwn | undefined;

/** Our own words as a template; everything put into it is escaped unless it is `Mrkdwn` already. */
export function md(words: TemplateStringsArray, ...parts: readonly Part[]): Mrkdwn {
  return { mrkdwn: words.reduce((text, word, at) => text + write(parts[at - 1]) + word) };
}

function write(part: Part): string {
  if (part === undefined) return "";
  return typeof part === "object" ? part.mrkdwn : escapeText(breakFences(String(part)));
}

/** Parts that are there, with a separator between them. */
export function join(parts: readonly Part[], separator = "\n"): Mrkdwn {
  return {
    mrkdwn: parts
      .map(write)
      .filter((part) => part !== "")
      .join(separator),
  };
}

/** A sentence of ours: its bold words and the people and channels it names stay, everything else is escaped. */
export function sentence(text: string | Mrkdwn): Mrkdwn {
  if (typeof text === "object") return text;
  const parts = text.split(/(<@[UW][A-Z0-9]{1,30}>|<#[CG][A-Z0-9]{1,30}>)/);
  return join(
    parts.map((part, at) => (at % 2 === 1 ? { mrkdwn: part } : part)),
    "",
  );
}

/** A block of text as it stands. Runs of backticks would end the block, so a zero-width space parts them. */
export function codeBlock(text: string): Mrkdwn {
  return { mrkdwn: `\`\`\`\n${escapeText(breakFences(text))}\n\`\`\`` };
}

export function code(text: string): Mrkdwn {
  return { mrkdwn: `\`${escapeText(text.replaceAll("`", "'").replace(/\s+/g, " "))}\`` };
}

/** An odd number of fences in somebody's name would turn the rest of the message into a code block. */
function breakFences(text: string): string {
  return visible(text).replace(/`(?=`)/g, "`\u200b");
}

/** A link with a label of ours; anything but http(s) is written out instead of linked. */
export function link(url: string, label: string): Mrkdwn {
  if (!/^https?:\/\/[^\s|<>]+$/.test(url)) return md`${label}`;
  return { mrkdwn: `<${url.replaceAll("&", "&amp;")}|${escapeText(label).replaceAll("|", "/")}>` };
}

/** A person, by id. Anything that is not an id is written out, never sent as a mention. */
export function person(id: string): Mrkdwn {
  return /^[UW][A-Z0-9]{1,30}$/.test(id) ? { mrkdwn: `<@${id}>` } : md`${id}`;
}

/** A moment in the reader's own time; clients that cannot show it, and screen readers, get UTC. */
export function when(at: Instant): Mrkdwn {
  const unix = Math.floor(Date.parse(at) / 1000);
  if (!Number.isFinite(unix)) return md`${at}`;
  return { mrkdwn: `<!date^${unix}^{date_short_pretty} {time}|${utc(at)}>` };
}

/** `2026-11-22 09:05 UTC` */
export function utc(at: Instant): string {
  const iso = Number.isFinite(Date.parse(at)) ? new Date(at).toISOString() : undefined;
  return iso === undefined ? at : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Shortens plain text without cutting a character in half. */
export function clamp(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, Math.max(0, max - 1));
  return `${cut.replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Shortens finished mrkdwn without cutting an entity, a token or a code block in half. */
export function clampMrkdwn(text: Mrkdwn, max: number): Mrkdwn {
  if (text.mrkdwn.length <= max) return text;
  let cut = text.mrkdwn.slice(0, Math.max(0, max - 6)).replace(/[\ud800-\udbff]$/, "");
  cut = cut.replace(/&[a-z]{0,3}$/, "").replace(/<[^<>]*$/, "");
  const isOpen = (cut.match(/```/g)?.length ?? 0) % 2 === 1;
  return { mrkdwn: isOpen ? `${cut.replace(/`{1,2}$/, "")}\n…\`\`\`` : `${cut}…` };
}

/**
 * The beginning of a long text: so many lines, so many characters, and how many lines were left out.
 * The count is what tells a reader that there is more.
 */
export function firstLines(text: string, lines: number, characters: number): { text: string; left: number } {
  const all = visible(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const kept: string[] = [];
  let room = characters;
  for (const line of all.slice(0, lines)) {
    if (room <= 0) break;
    kept.push(clamp(line, Math.min(room, 300)));
    room -= line.length;
  }
  return { text: kept.join("\n"), left: all.length - kept.length };
}

/** mrkdwn as plain words, for places that read no marks: `*a* <@U1>` stays readable in a notification. */
export function words(text: Mrkdwn): string {
  return text.mrkdwn.replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1").replace(/[*`]/g, "");
}
