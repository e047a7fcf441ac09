import type { SecretKind, SecretSpan } from "./secret-kind.ts";

/** A quote in any disguise: escaped, as an HTML entity, percent-encoded, curly, or as chat formatting. */
const QUOTE = String.raw`(?:\\{0,16}(?:["'\x60“”„‘’]|&(?:amp;){0,3}(?:quot|apos|#34|#39|#x22|#x27);)|%(?:25)?2[27]|\*)`;
const SEPARATOR = `(?:=>|->|:=|[:=]|%(?:25)?3[AaDd]|&(?:amp;){0,3}(?:#58|#61);)`;
const GAP = String.raw`(?:${QUOTE}|\s|\\[nrt]){0,6}`;

const KEYED = new RegExp(
  String.raw`(secret(?:[_ -]?(?:access)?[_ -]?key)?|passw(?:or)?d|passphrase|contraseña|senha|passwort|\bpwd|tokens?|proof|d360-api-key|x-api-key|private[_ -]?key)(?:${GAP}${SEPARATOR}(${GAP})|\s{1,3}(?:is|was|es|é|ist)\s{1,3}|>)`,
  "gi",
);
const AUTHORIZATION = new RegExp(
  String.raw`authorization${GAP}${SEPARATOR}(${GAP})(?:(bearer|basic|oauth|token)\s{1,4})?`,
  "gi",
);
const SCHEME = /\b(bearer|basic)[ \t]{1,4}(?=[A-Za-z0-9+/_.=-]{10})/gi;
const CURL_USER = /(?<![\w-])(?:-u|--user)(?:\s{1,4}|=|(?=[A-Za-z0-9"']))["']?(?=[^\s"':]{2,80}:)/g;
const IN_LINK = /:\/\/(?<=\b[a-z][a-z0-9+.-]{1,12}:\/\/)[^\s/@:"'<>]{1,80}:(?=[^\s/@"'<>]{3,200}@)/gi;

const PIN_WORDS =
  "(?:code|number|de|of|is|was|set|to|es|é|era|ist|war|six|seis|6|digits?|-digits?|dígitos|digitos|:|=|->|=>|с|код)";
const PIN = new RegExp(
  String.raw`(pin)(?:${GAP}${SEPARATOR}|(?:\s{0,3}${PIN_WORDS}){0,6})${GAP}\(?(\d{6}(?!\d)(?:(?:\s*,\s*|\s*/\s*|\s+(?:or|and|then|o|y|e|ou|und|oder)\s+){1,2}\d{6}(?!\d)){0,12})`,
  "gi",
);
const PIN_AFTER = /(?<!\d)(\d{6})["'`]?\s{1,3}(?:is|as|was|=|es|é|como|ist|als)\s{1,3}(?:\w{1,12}[ -]){0,4}pin\b/gi;

/** What `redact` leaves behind begins like this, and is not read as a secret again. */
const PLACEHOLDER = "[secret removed";

/** Secrets that only what stands before them gives away. */
export function findKeyedSecrets(text: string): SecretSpan[] {
  return [...keyed(text), ...authorization(text), ...pins(text)];
}

function keyed(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  let until = 0;
  for (const match of text.matchAll(KEYED)) {
    if (match.index < until) continue;
    const name = (match[1] ?? "").toLowerCase();
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const start = match.index + match[0].length;
    const end = isEnvironmentLine(before, match[0]) ? lineEnd(text, start) : valueEnd(text, start, match[2] ?? "");
    if (end <= start || text.startsWith(PLACEHOLDER, start)) continue;
    until = end;
    if (isSecretValue(text.slice(start, end), strictness(name, before, match[0], text.charAt(end)))) {
      spans.push({ start, end, kind: kindOf(name, before) });
    }
  }
  return spans;
}

/** `VONAGE_API_SECRET=…` as in an env file: the value is the rest of the word, commas and all. */
function isEnvironmentLine(before: string, match: string): boolean {
  return /(?:^|\s)(?:export )?[A-Z0-9_]*$/.test(before) && /^[A-Z_]+=$/.test(match);
}

type Strictness = "any" | "vague" | "prose";

/** `access token: Session has expired` is a sentence; `access_token=…` is not. */
function strictness(name: string, before: string, match: string, after: string): Strictness {
  if (name.startsWith("d360")) return "any";
  const isProse = /[\w]\s*:\s*$|\s\w{1,3}\s+$/.test(match) && !/["'`“&%\\]/.test(match);
  if (isProse) return /secret|pass|pwd/.test(name) && /[_-]$/.test(before) && /^\s?$/.test(after) ? "any" : "prose";
  if (/^tokens?$/.test(name) && !isTokenName(before)) return "vague";
  return "any";
}

function kindOf(name: string, before: string): SecretKind {
  if (/^(?:token|proof)/.test(name)) return /[?&;]\S{0,39}$/.test(before) ? "token_in_url" : "bearer_token";
  if (name.startsWith("private")) return "private_key";
  return /^(?:passw|passp|contr|senha|pwd)/.test(name) ? "password" : "api_secret";
}

function isTokenName(before: string): boolean {
  return /(?:access|verify|auth|refresh|bearer|app|page|user|system|api|id|client|session)[_. -]?$/i.test(before);
}

const NOT_A_VALUE =
  /^(?:null|none|true|false|undefined|missing|required|expired|invalid|incorrect|wrong|bearer|[*x•.…]+|\$\{?\w+\}?|<.*|process\.env.*|your[_ -].*)$/i;

function isSecretValue(value: string, strictness: Strictness): boolean {
  if (value.length < 4 || NOT_A_VALUE.test(value)) return false;
  if (strictness === "any") return true;
  const hasDigit = /\d/.test(value);
  if (value.length >= 20 || (hasDigit && value.length >= 8)) return true;
  if (strictness === "vague") return value.length >= 12;
  return value.length >= 6 && (hasDigit || /[a-z][A-Z]|[^\w\s.,-]|\w[-_]\w{3,}[-_]\w/.test(value));
}

function authorization(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const match of text.matchAll(AUTHORIZATION)) {
    const start = match.index + match[0].length;
    const end = valueEnd(text, start, match[1] ?? "");
    const value = text.slice(start, end);
    const scheme = (match[2] ?? "").toLowerCase();
    if (scheme === "" ? !/\d/.test(value) || value.length < 12 : !isSecretValue(value, "any")) continue;
    if (/facebook|platform/i.test(value)) continue;
    spans.push({ start, end, kind: scheme === "basic" ? "basic_auth" : "bearer_token" });
  }
  for (const match of text.matchAll(SCHEME)) {
    const start = match.index + match[0].length;
    const end = plainEnd(text, start);
    const value = text.slice(start, end);
    if (!/\d/.test(value) && !/[a-z][A-Z].*[a-z][A-Z]|=$/.test(value)) continue;
    spans.push({ start, end, kind: (match[1] ?? "").toLowerCase() === "basic" ? "basic_auth" : "bearer_token" });
  }
  for (const match of text.matchAll(CURL_USER)) {
    const start = match.index + match[0].length;
    spans.push({ start: text.indexOf(":", start) + 1, end: plainEnd(text, start), kind: "basic_auth" });
  }
  for (const match of text.matchAll(IN_LINK)) {
    const start = match.index + match[0].length;
    spans.push({ start, end: text.indexOf("@", start), kind: "password" });
  }
  return spans.filter((span) => span.end > span.start && !text.startsWith(PLACEHOLDER, span.start));
}

function pins(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const match of text.matchAll(PIN)) {
    const digits = match[2] ?? "";
    if (!isWord(text, match.index, match[0])) continue;
    // "two-step PIN 133005" names Meta's PIN codes rather than a PIN.
    if (/^pin[\s(]*1330(?:05|08|09)/i.test(match[0])) continue;
    const end = match.index + match[0].length;
    spans.push({ start: end - digits.length, end, kind: "pin" });
  }
  for (const match of text.matchAll(PIN_AFTER)) {
    spans.push({ start: match.index, end: match.index + 6, kind: "pin" });
  }
  return spans;
}

/** `verificationPin` and `two_step_pin` are names of a PIN; `shipping` and `mapping` are not. */
function isWord(text: string, at: number, match: string): boolean {
  const before = text.charAt(at - 1);
  if (!/[A-Za-z]/.test(before)) return true;
  return match.startsWith("Pin") && /[a-z]/.test(before);
}

const LONGEST = 400;
const OPENER = new RegExp(`${QUOTE}$`);

function lineEnd(text: string, start: number): number {
  const stop = /["'\s]/.exec(text.slice(start, start + LONGEST));
  return start + (stop?.index ?? Math.min(LONGEST, text.length - start));
}

/** Where a value ends: at its own closing quote if it was opened by one, else where a bare word ends. */
function valueEnd(text: string, start: number, gap: string): number {
  const opener = OPENER.exec(gap)?.[0];
  if (opener === undefined) return plainEnd(text, start);
  const closer = opener.replace("“", "”").replace("‘", "’").replace("„", "”");
  const at = text.slice(start, start + LONGEST).indexOf(closer);
  if (at >= 0) return start + at;
  return plainEnd(text, start);
}

function plainEnd(text: string, start: number): number {
  const stop = /[\s"'`\\<>&,;)\]}”’]|%22/.exec(text.slice(start, start + LONGEST));
  return stop ? start + stop.index : Math.min(text.length, start + LONGEST);
}
