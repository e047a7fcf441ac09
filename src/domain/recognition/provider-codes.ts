import { lookUp } from "../codes/index.ts";
import type { Context } from "./found.ts";
import type { Token } from "./token.ts";
import { hasCodeWord, isCount, isDataValue } from "./token-guards.ts";

type Own = "vonage" | "twilio" | "exotel" | "gupshup" | "none" | undefined;

/** Codes that other providers number themselves, by their shapes; `undefined` leaves the token to Meta's reading. */
export function readProviderCode(token: Token, context: Context): Own {
  const { code, digits } = token;
  if (digits.length === 4) return fourDigits(token, context);
  if (digits.length !== 5) return undefined;
  if (/exo_?status(?:_?code)?\W{0,6}$/i.test(token.before)) return "exotel";
  if (lookUp({ namespace: "exotel", code }) && /exotel|exo_/i.test(context.text)) return "exotel";
  if (lookUp({ namespace: "twilio", code })) return isTwilio(token, context) ? "twilio" : "none";
  return code >= 80_000 ? undefined : "none";
}

function isTwilio({ before, after }: Token, context: Context): boolean {
  if (isDataValue(before) || isCount(after)) return false;
  if (context.isTwilio || hasCodeWord(before)) return true;
  return context.isAboutErrors && /^\s?[:–-]\s?\p{L}/u.test(after);
}

function fourDigits(token: Token, context: Context): Own {
  const { code, before, after } = token;
  if (/api-errors(?:\/[\w-]{1,20})?#$|messages#$/i.test(before)) return "vonage";
  if (isDataValue(before) || isCount(after)) return "none";
  if (context.isGupshup && hasCodeWord(before)) return "gupshup";
  const row = lookUp({ namespace: "vonage", code });
  if (!row || context.isGupshup) return "none";
  if (isPaired(after) || isTableRow(token, row.title)) return "vonage";
  const hasWord = hasCodeWord(before) || /\b(?:rejected|undeliverable)\W{1,4}$/i.test(before);
  if (/\b(?:rejected|undeliverable)\W{1,4}$/i.test(before)) return "vonage";
  if (context.isVonage && (hasWord || /\bvonage\W{1,3}$/i.test(before) || code === 1330)) return "vonage";
  return code === 1330 && (hasWord || isWholeText(context)) ? "vonage" : "none";
}

/** "1330 / 131031", as both codes are quoted together. */
function isPaired(after: string): boolean {
  return /^\s{0,2}(?:\s|\/|\+|&|,|and|with|\(|->|=>)\s{0,2}(?:meta )?[(#]{0,2}1[34]\d{4}(?!\d)/i.test(after);
}

/** A row of Vonage's own code table: the number, a bar or a dash, the title. */
function isTableRow({ before, after, code }: Token, title: string): boolean {
  if (!/(?:^|\n)[\s|]{0,4}$/.test(before)) return false;
  const rest = /^\s{0,3}[|:–—-]\s{0,3}([^\n]{0,200})/.exec(after)?.[1];
  if (rest === undefined) return false;
  if (rest.toLowerCase().startsWith(title.toLowerCase().slice(0, 8))) return true;
  return code === 1330 && /^unknown|carrier|provider/i.test(rest);
}

function isWholeText(context: Context): boolean {
  return /^\W*1330\W*$/.test(context.text);
}
