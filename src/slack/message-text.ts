/** Keys under which Slack keeps what people can read; ids, urls of avatars and the like are left out. */
const READABLE = new Set(["text", "fallback", "pretext", "title", "value", "footer", "preview", "alt_text"]);
const NESTED = new Set([
  "blocks",
  "elements",
  "attachments",
  "fields",
  "message_blocks",
  "message",
  "content",
  "rows",
  "body",
]);
const MAX_NODES = 5_000;

/** Everything readable in a message: forwarded and bot messages often carry it in `attachments` or `blocks` only. */
export function messageText(message: Readonly<Record<string, unknown>>): string {
  const own = typeof message.text === "string" ? message.text : "";
  const found = [own];
  const queue: unknown[] = [message.attachments, message.blocks];
  for (let seen = 0; queue.length > 0 && seen < MAX_NODES; seen++) {
    const node = queue.shift();
    if (Array.isArray(node)) queue.push(...node);
    else if (typeof node === "object" && node !== null) collect(node as Record<string, unknown>, found, queue);
  }
  return withoutRepeats(found.map((text) => unwrapLinks(text).trim()).filter(Boolean)).join("\n");
}

/** `<https://…|shown>` and `<tel:+1…|+1 …>` are how Slack marks what it made a link of. */
function unwrapLinks(text: string): string {
  return text
    .replace(/<((?:https?|ftp):\/\/[^|>\s]+)(?:\|[^>]*)?>/g, "$1")
    .replace(/<(?:tel|mailto):([^|>]+)(?:\|([^>]*))?>/g, (_all, target: string, shown?: string) => shown ?? target);
}

/** Blocks repeat the text of the message, with other white space and escaping. */
function withoutRepeats(texts: readonly string[]): string[] {
  const kept: { text: string; letters: string }[] = [];
  for (const text of texts) {
    const letters = text.replaceAll(/&(amp|lt|gt);|[\s<>&]/g, "");
    if (!kept.some((before) => before.letters.includes(letters))) kept.push({ text, letters });
  }
  return kept.map(({ text }) => text);
}

function collect(node: Record<string, unknown>, found: string[], queue: unknown[]): void {
  if (String(node.type).startsWith("rich_text") && Array.isArray(node.elements)) {
    const line = richText(node.elements);
    if (line !== undefined) {
      found.push(line);
      return;
    }
  }
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "string" && READABLE.has(key)) found.push(value);
    else if (NESTED.has(key) || (key === "text" && typeof value === "object")) queue.push(value);
  }
}

/** The runs of one rich_text section are one text: a code may be cut into several of them. */
function richText(elements: readonly unknown[]): string | undefined {
  const runs = elements.map((element) => {
    const { type, text, url } = element as { type?: string; text?: unknown; url?: unknown };
    if (type === "text" || type === "link") return String(text ?? url ?? "");
    return type === "emoji" || type === "user" || type === "channel" ? " " : undefined;
  });
  return runs.includes(undefined) ? undefined : runs.join("");
}
