import type { Namespace } from "../codes/code.ts";
import { ALL_CODES, lookUp } from "../codes/index.ts";
import type { Evidence } from "../evidence.ts";
import type { Context, Found } from "./found.ts";
import { wrongGlossOf } from "./glosses.ts";
import { toInstant } from "./instants.ts";
import type { Passage } from "./loose-tree.ts";
import { messageIdNear, timeNear } from "./near-error.ts";
import { isAboutSending, originInProse } from "./origin.ts";
import { readProviderCode } from "./provider-codes.ts";
import type { Token } from "./token.ts";
import {
  hasCodeWord,
  hasErrorWord,
  isCount,
  isDataValue,
  isOneTimeCode,
  isPartOfToken,
  isTableCell,
} from "./token-guards.ts";

const DIGITS = /\d+/g;
const AROUND = 160;
/** A number that was data this often is data in the rest of the text too. */
const MOST_REFUSALS = 300;

/** Error codes in running text: whole tokens only, and only where the words around allow it. */
export function readProseCodes(passage: Passage, context: Context): Found[] {
  if (!/\d/.test(passage.text)) return [];
  const found = new Map<string, Found>();
  const refused = new Map<string, number>();
  for (const match of passage.text.matchAll(DIGITS)) {
    if (match[0].length > 7 || found.has(match[0]) || !isPossible(Number(match[0]))) continue;
    const times = refused.get(match[0]) ?? 0;
    if (times > MOST_REFUSALS) continue;
    const token = tokenAt(passage, match[0], match.index);
    const namespace = namespaceOf(token, context);
    if (!namespace) refused.set(match[0], times + 1);
    else found.set(match[0], toFound(token, namespace, passage));
  }
  return [...found.values()];
}

const KNOWN: ReadonlySet<number> = new Set(ALL_CODES.map((row) => row.code));

/** Most runs of digits in a text are nobody's code; they are dropped before anything else is asked. */
function isPossible(code: number): boolean {
  return KNOWN.has(code) || isPlatformShaped(code) || (code > 200 && code < 300) || (code >= 1000 && code < 70_000);
}

function tokenAt({ text }: Passage, digits: string, at: number): Token {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(at + digits.length, at + digits.length + AROUND);
  const line = before.slice(before.lastIndexOf("\n") + 1) + digits + (after.split("\n", 1)[0] ?? "");
  return { code: Number(digits), digits, at, before, after, line };
}

function namespaceOf(token: Token, context: Context): Namespace | undefined {
  if (token.digits.startsWith("0") && token.digits.length > 1) return undefined;
  if (isPartOfToken(token)) return undefined;
  const own = readProviderCode(token, context);
  if (own !== undefined) return own === "none" ? undefined : own;
  return isMetaCode(token, context) ? "meta" : undefined;
}

function isMetaCode(token: Token, context: Context): boolean {
  const { code, before, after } = token;
  const known = lookUp({ namespace: "meta", code });
  const hasHash = /#\s?$/.test(before);
  const inBrackets = /\(\s?#\s?$/.test(before) && /^\s?\)/.test(after);
  if (isDataValue(before) || isOneTimeCode(token)) return false;
  if (code < 80_000) return known !== undefined && isSmallCode(token, context, inBrackets);
  if (!known) return inBrackets && isPlatformShaped(code) && context.isAboutErrors;
  if (isCount(after) || isInList(token) || isTableCell(token)) return false;
  return hasHash || hasCodeWord(before) || context.isAboutErrors || context.text.trim().length <= 24;
}

function isPlatformShaped(code: number): boolean {
  return (
    (code >= 130_000 && code < 142_000) || (code >= 80_000 && code < 81_000) || (code >= 2_380_000 && code < 2_500_000)
  );
}

const GRAPH =
  /OAuthException|GraphMethodException|fbtrace|error_subcode|graph\.facebook|graph api|meta api|access token/i;
const LOOSE =
  /whats\s?app|\bwaba\b|\bmeta\b|facebook|permission|polic|parameter|oauth|graph|api call|access token|request limit/i;
const HTTP_LIKE: ReadonlySet<number> = new Set([200, 201, 202, 204]);

/** 0 to 368 are ordinary numbers; Meta's own `(#n)` or a Graph answer around them makes them codes. */
function isSmallCode(token: Token, context: Context, inBrackets: boolean): boolean {
  const { code, before, line } = token;
  if (inBrackets) return LOOSE.test(line) || GRAPH.test(context.text);
  if (/(?:http|status)(?:[ _-]?(?:code|status))?\W{0,4}$/i.test(before) || HTTP_LIKE.has(code)) return false;
  if (!hasErrorWord(before)) return false;
  if (code === 190 || code === 368) return context.mentionsMeta || GRAPH.test(context.text);
  return GRAPH.test(context.text) && /\bcode\W{0,4}$/i.test(before);
}

/** `131031, 131032, 131033`: neighbours in a list of numbers are data. */
function isInList({ before, after }: Token): boolean {
  const left = /(\d{6})\s*[,;|\t\n]\s*$/.exec(before)?.[1];
  const right = /^\s*[,;|\t\n]\s*(\d{6})(?!\d)/.exec(after)?.[1];
  const neighbours = [left, right].filter((one) => one !== undefined);
  return neighbours.some((one) => lookUp({ namespace: "meta", code: Number(one) }) === undefined);
}

function toFound(token: Token, namespace: Namespace, passage: Passage): Found {
  const { code, before, after, line } = token;
  const near = before.slice(before.lastIndexOf("\n") + 1);
  const wrongGloss = namespace === "meta" ? wrongGlossOf(code, glossOf(near, after)) : undefined;
  const subcode = /^[^\n]{0,30}?(?:error_)?subcode\W{1,4}(\d{2,8})/i.exec(after)?.[1];
  const details = /^[^\n]{0,120}?\bdetails?["']?\s?[:=]\s?["']?([^"'\n]{3,300})/i.exec(after)?.[1];
  const { group } = passage;
  const at = group ? timeNear(group) : toInstant(lineOf(passage.text, token.at));
  const messageId = group && messageIdNear(group);
  const origin = group && isAboutSending(group) ? "send" : originInProse(code, near, line);
  const evidence: Evidence = {
    kind: "error",
    source: "pasted",
    namespace,
    code,
    origin: namespace === "meta" ? origin : "send",
    ...(at && { at }),
    ...(subcode !== undefined && { subcode: Number(subcode) }),
    ...(details && { details }),
    ...(details && /\bpin\b|two[- ]?step/i.test(details) && { mentionsPin: true }),
    ...(wrongGloss && { wrongGloss }),
    ...(messageId && { messageId }),
  };
  return { at: passage.at + token.at, evidence, ...(group && { group }) };
}

/** The title stands after the code, or in front of it on the same line. */
function glossOf(near: string, after: string): string {
  const behind = /^[\s)\]"':–—-]{0,6}([^\n(#]{0,80})/.exec(after)?.[1] ?? "";
  return `${near.slice(-80)} ${behind}`;
}

function lineOf(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 400), at);
  return before.slice(before.lastIndexOf("\n") + 1);
}
