import { parsePhoneNumberFromString } from "libphonenumber-js";

/** A number as E.164 text, e.g. `+12025550123`. */
export type E164 = string;

export type NotANumber =
  | "empty"
  | "no_digits"
  | "too_short"
  | "too_long"
  | "no_country_code"
  | "not_possible"
  | "several";

export type ParsedNumber =
  | { ok: true; number: E164; hint?: string; display: string }
  | { ok: false; why: NotANumber; says: string };

const SAYS: Record<NotANumber, string> = {
  empty: "Enter the phone number with its country code, for example +1 202 555 0123.",
  no_digits: "There are no digits here. Enter the phone number with its country code, for example +1 202 555 0123.",
  too_short: "This is too short for a phone number with country code, such as +1 202 555 0123.",
  too_long: "This is too long for a phone number. Enter one number with its country code, such as +1 202 555 0123.",
  no_country_code: "The country code is missing. Put it first, for example +1 202 555 0123.",
  not_possible: "No country has phone numbers like this. Check the country code and the number of digits.",
  several: "These are several numbers. Put each on its own line.",
};

const HINT = "This does not look like a number in use; check the digits.";

/** Zero-width and bidirectional marks that come along when a number is copied. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LONGEST_TEXT = 400;

/** Reads one number the way people paste it. Never throws. */
export function parsePhoneNumber(text: string): ParsedNumber {
  const clean = unwrap(tidy(text.slice(0, LONGEST_TEXT)));
  if (clean === "") return refuse("empty");
  const digits = clean.replace(/\D/g, "");
  if (digits === "") return refuse("no_digits");
  if (looksLikeSeveral(clean)) return refuse("several");
  if (/\p{L}/u.test(clean)) return amongWords(clean);
  return fromDigits(clean, digits);
}

/** Reads a field with one number per line; blank lines are skipped and a number given twice counts once. */
export function readPhoneNumbers(text: string): { numbers: E164[]; problems: { line: string; says: string }[] } {
  const numbers = new Set<E164>();
  const problems: { line: string; says: string }[] = [];
  for (const line of text.split(/[\r\n,;]+/)) {
    if (tidy(line) === "") continue;
    const parsed = parsePhoneNumber(line);
    if (parsed.ok) numbers.add(parsed.number);
    else problems.push({ line: line.trim().slice(0, 60), says: parsed.says });
  }
  return { numbers: [...numbers], problems };
}

/** The part of a number that may stand in a log line or a confirmation. */
export function lastFour(number: string): string {
  return number.replace(/\D/g, "").slice(-4);
}

/** `+1 202 555 0123 (support)`: among words only a number that says it is one, with its plus sign. */
function amongWords(clean: string): ParsedNumber {
  const run = /(?:\+|\b00)\s?\d(?:[\s()./-]*\d)*/.exec(clean)?.[0];
  if (run === undefined) return refuse("not_possible");
  return fromDigits(run, run.replace(/\D/g, ""));
}

function fromDigits(clean: string, digits: string): ParsedNumber {
  const international = clean.startsWith("+") || clean.startsWith("(+");
  const bare = international ? digits : digits.replace(/^00+/, "");
  if (bare.length < 7) return refuse("too_short");
  if (bare.length > 15) return refuse("too_long");
  const parsed = parsePhoneNumberFromString(`+${withoutTrunkZero(clean, bare)}`);
  if (!international && digits.startsWith("0") && !digits.startsWith("00")) return refuse("no_country_code");
  if (!parsed?.isPossible()) {
    if (international || digits.startsWith("00")) return refuse("not_possible");
    return refuse(bare.length <= 10 ? "no_country_code" : "not_possible");
  }
  // Ten digits without a plus are mostly a national number that happens to begin like some country's code.
  if (!international && !digits.startsWith("00") && bare.length <= 10 && !parsed.isValid()) {
    return refuse("no_country_code");
  }
  const hint = parsed.isValid() ? {} : { hint: HINT };
  return { ok: true, number: parsed.number, display: parsed.formatInternational(), ...hint };
}

/** `+44 (0)20 …` is written for people: the zero is dialled at home only. */
function withoutTrunkZero(clean: string, bare: string): string {
  const match = /^\(?(?:\+|00)\s*(\d{1,3})\)?\s*\(0\)/.exec(clean);
  const country = match?.[1];
  return country && bare.startsWith(`${country}0`) ? country + bare.slice(country.length + 1) : bare;
}

function tidy(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .replace(/[\p{Nd}]/gu, asciiDigit)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Digits of other scripts sit in blocks of ten that start at a code point ending in 0 or in 6. */
function asciiDigit(digit: string): string {
  if (digit >= "0" && digit <= "9") return digit;
  const point = digit.codePointAt(0) ?? 0;
  const low = point & 0xf;
  const startsAtZero = /\p{Nd}/u.test(String.fromCodePoint(point - low));
  return String(startsAtZero ? low : low - 6);
}

/** Slack writes a number as `<tel:+1202…|+1 202-…>`; other programs prefix it with a scheme. */
function unwrap(text: string): string {
  const link = /^<(?:tel|whatsapp|https):([^|>]*)(?:\|[^>]*)?>$/i.exec(text);
  const inner = link?.[1] ?? text;
  return inner
    .replace(/^[`"'*_\s]+|[`"'*_\s.,;]+$/g, "")
    .replace(/^(?:\/\/)?(?:wa\.me|api\.whatsapp\.com\/send\?phone=)\/?/i, "")
    .replace(/^https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)/i, "")
    .replace(/^(?:(?:tel|whatsapp|phone|number|sender|from)\s*:\s*)+/i, "")
    .trim();
}

function looksLikeSeveral(clean: string): boolean {
  if ((clean.match(/\+\s*\d/g) ?? []).length > 1) return true;
  return /\d{7,}[\s,;/|]+\+?\d{7,}/.test(clean);
}

function refuse(why: NotANumber): ParsedNumber {
  return { ok: false, why, says: SAYS[why] };
}
