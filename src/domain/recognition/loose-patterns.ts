/** `“` stands for every quote in disguise. */
export const QUOTES = `"'“`;
export const INTERESTING = /[{[]|\\{0,16}["'“]/g;
export const OBJECT_START = /(?:[\s>]|\\[nrt]){0,2000}(?:\\{0,16}["'“]|[{}[]|[A-Za-z_$][\w$.-]{0,60}\s*(?::|=>|=))/y;
export const LIST_START = /(?:[\s>]|\\[nrt]){0,2000}(?:\\{0,16}["'“]|[{[])/y;
export const KEY_START = /(\\{0,16}["'“])[\w$@.: /-]{1,60}\1\s{0,20}(?::|=>)(?!\/)/y;
export const AFTER_KEY = /(?:\s|\\[nrt]){0,40}(?:=>|[:=])/y;
export const AFTER_APOSTROPHE = /(?:\s|\\[nrt]){0,200}(?:[,:}\])=\n]|$)/y;
export const BLANK_LINE = /\n[ \t\r]{0,200}\n/y;
export const BARE_WORD = /[^\s,;:={}[\]"'“\\]{1,200}/y;
export const BARE_VALUE = /[^,{}[\]"'“\n\\]{1,400}/y;

/** Undoes as many levels of escaping as the quotes around the string show. */
export function decode(raw: string, slashes: number): string {
  let text = raw;
  for (let level = slashes; level >= 0; level = level === 0 ? -1 : (level - 1) >> 1) {
    if (!text.includes("\\")) return text;
    text = unescaped(text);
  }
  return text;
}

const HEX = /[0-9a-fA-F]{4}/y;

/** One level less. A loop: a callback for each of a million backslashes takes five times as long. */
function unescaped(text: string): string {
  let clean = "";
  let from = 0;
  for (let at = text.indexOf("\\"); at >= 0 && at + 1 < text.length; at = text.indexOf("\\", from)) {
    const code = text.charAt(at + 1);
    HEX.lastIndex = at + 2;
    const hex = code === "u" ? HEX.exec(text)?.[0] : undefined;
    clean += text.slice(from, at) + (hex === undefined ? plain(code) : String.fromCharCode(Number.parseInt(hex, 16)));
    from = at + (hex === undefined ? 2 : 6);
  }
  return clean + text.slice(from);
}

function plain(code: string): string {
  if (code === "n" || code === "r") return "\n";
  return code === "t" ? " " : code;
}
