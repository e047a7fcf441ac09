const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const CONTROL = /[^\P{Cc}\n\r\t]/gu;

/** Long enough for any log or webhook batch (Meta sends up to 3 MB); the rest is not read. */
export const LONGEST_READ = 4_000_000;

/** Undoes what chats, log viewers and web pages do to a text, so that one set of readers serves all. */
export function normalise(text: string): string {
  let clean = text.slice(0, LONGEST_READ).replace(INVISIBLE, "").replace(CONTROL, " ");
  if (!isAscii(clean)) clean = clean.normalize("NFKC").replace(/[‘’‚]/g, "'");
  if (clean.includes("<")) clean = withoutChatLinks(clean);
  for (let pass = 0; pass < 3 && /&[a-z#]/i.test(clean); pass += 1) clean = clean.replace(ENTITY, decodeEntity);
  clean = withOneDisguise(clean);
  if (clean.includes("</")) clean = withoutTags(clean);
  if (/%7B|%22/i.test(clean)) clean = clean.replace(/\S+/g, decodePercent);
  return (
    clean
      .replace(/[*`]+/g, "")
      // Ruby prints large integers with underscores.
      .replace(/(?<![\w.])(\d{2,3})_(\d{3})(?![\w.])/g, "$1$2")
      .replace(/\(#(\d{1,6})[^\S\n]*\n\s*(\d{1,6})\)/g, "(#$1$2)")
  );
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 126) return false;
  return true;
}

/** Slack's `<tel:+1…|+1 …>`, `<https://…|label>` and `<mailto:…|…>`. */
function withoutChatLinks(text: string): string {
  return text.replace(/<(tel|mailto|https?):([^<>|\s]{0,2000})(?:\|([^<>]{0,500}))?>/g, (_, scheme, address, label) =>
    scheme === "tel" || scheme === "mailto" ? (label ?? address) : `${scheme}:${address}`,
  );
}

/**
 * One character for curly quotes and `&quot;`. They are no plain quotes: inside a string with plain ones
 * they are content, and plain ones would end it.
 */
function withOneDisguise(text: string): string {
  return text.replace(/[“”„«»]|&quot;|&#0?34;|&#x22;/gi, "“");
}

const ENTITY = /&(apos|lt|gt|amp|nbsp|#\d{1,5}|#x[0-9a-f]{1,4});/gi;
const NAMED: Readonly<Record<string, string>> = { apos: "'", lt: "<", gt: ">", amp: "&", nbsp: " " };

function decodeEntity(whole: string, name: string): string {
  const lower = name.toLowerCase();
  if (lower === "#34" || lower === "#034" || lower === "#x22") return whole;
  if (lower.startsWith("#x")) return String.fromCharCode(Number.parseInt(lower.slice(2), 16));
  if (lower.startsWith("#")) return String.fromCharCode(Number.parseInt(lower.slice(1), 10));
  return NAMED[lower] ?? whole;
}

const FORMATTING =
  /^(?:a|b|i|u|p|br|hr|td|th|tr|li|ul|ol|em|h[1-6]|div|pre|span|code|font|html|head|body|table|tbody|thead|strong|img|meta|link|style|script|title|small)$/i;

/** `<errorCode>131031</errorCode>` becomes `errorCode: 131031`; formatting tags vanish. */
function withoutTags(text: string): string {
  return text.replace(/<(\/?)([A-Za-z][\w:.-]{0,60})([^<>]{0,2000})>/g, (_, close: string, name: string) => {
    if (close) return "\n";
    return FORMATTING.test(name) ? " " : ` ${name}: `;
  });
}

function decodePercent(word: string): string {
  if (!/%(?:7B|22)/i.test(word)) return word;
  try {
    return decodeURIComponent(word.replace(/\+/g, " "));
  } catch {
    return word;
  }
}
