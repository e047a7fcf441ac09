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
    text = text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, unescaped);
  }
  return text;
}

function unescaped(_: string, code: string): string {
  if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  if (code === "n" || code === "r") return "\n";
  return code === "t" ? " " : code;
}
