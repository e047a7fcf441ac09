import type { SecretKind, SecretSpan } from "./secret-kind.ts";
import { findKeyedSecrets } from "./secrets-by-context.ts";

/**
 * What a token begins with, first and then looked back from: a search for a plain word is twenty times faster than one
 * that asks at every character what stands before it. A token may follow a letter only where that letter belongs to an
 * escaped line break (`\nEAA…`).
 */
function starting(word: string, rest: string, flags = "g"): RegExp {
  return new RegExp(String.raw`${word}(?<=(?:(?<![A-Za-z0-9])|\\[nrt])${word})${rest}`, flags);
}

const SHAPES: readonly { kind: SecretKind; pattern: RegExp; mayWrap?: RegExp }[] = [
  {
    kind: "private_key",
    pattern:
      /-{4,5}\s?BEGIN [A-Z ]{0,30}PRIVATE KEY\s?-{4,5}(?:[A-Za-z0-9+/=\s\\]|-(?!-))*(?:-{4,5}\s?END [A-Z ]{0,30}KEY\s?-{4,5})?/g,
  },
  { kind: "meta_token", pattern: starting("EAA", "[A-Za-z0-9]{8,}"), mayWrap: /[A-Za-z0-9]/ },
  {
    kind: "jwt",
    pattern: starting("eyJ", String.raw`[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){0,4}`),
    mayWrap: /[A-Za-z0-9_.-]/,
  },
  {
    kind: "slack_token",
    pattern: starting("x", String.raw`(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9-]{6,}`, "gi"),
    mayWrap: /[A-Za-z0-9-]/,
  },
  { kind: "api_secret", pattern: starting("wh", "s(?:ec|k)_[A-Za-z0-9+/=]{12,}") },
];

/** Everything in the text that is a secret by its own shape or by what stands before it. */
export function findSecrets(text: string): SecretSpan[] {
  return [...SHAPES.flatMap((shape) => findShape(text, shape)), ...findKeyedSecrets(text)];
}

function findShape(text: string, { kind, pattern, mayWrap }: (typeof SHAPES)[number]): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    if (kind === "meta_token" && isTraceId(text, start)) continue;
    const end = start + match[0].length;
    spans.push({ start, end: mayWrap ? overLines(text, end, mayWrap) : end, kind });
  }
  return spans;
}

/** Meta's trace ids are what its support asks for, and may begin with any letters. */
function isTraceId(text: string, start: number): boolean {
  return /fbtrace[_-]?id\W{1,12}$/i.test(text.slice(Math.max(0, start - 32), start));
}

/** Follows a token that was wrapped: the next line goes on with something no word looks like. */
function overLines(text: string, from: number, allowed: RegExp): number {
  let end = from;
  for (let line = 0; line < 40; line += 1) {
    const gap = /^(?:\\?\r?\n|\\r\\n|\\n)[ \t>|]{0,20}/.exec(text.slice(end, end + 24))?.[0];
    if (gap === undefined) return end;
    if (/^(?:EAA|eyJ)/.test(text.slice(end + gap.length, end + gap.length + 3))) return end;
    const next = runOf(text, end + gap.length, allowed);
    if (!looksLikeRest(text, end + gap.length, next)) return end;
    end = next;
  }
  return end;
}

function runOf(text: string, from: number, allowed: RegExp): number {
  let end = from;
  while (end < text.length && allowed.test(text.charAt(end))) end += 1;
  return end;
}

function looksLikeRest(text: string, start: number, end: number): boolean {
  const run = text.slice(start, Math.min(end, start + 400));
  if (run.length < 3) return false;
  const isAlone = /^["'`,;)}\]]{0,4}\s*(?:\r?\n|\\n|$)/.test(text.slice(end, end + 8));
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(run)).length;
  if (run.length >= 16) return kinds >= 2;
  return isAlone && (kinds === 3 || /Z[A-D]$/.test(run) || /[a-z][A-Z]|\d[A-Za-z]+\d/.test(run));
}
