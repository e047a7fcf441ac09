import { redact } from "../domain/redaction.ts";

/** V8 quotes the beginning of what it could not parse: `Unexpected token 'h', "hello…"... is not valid JSON`. */
const QUOTED_BODY = /(?:, )?(?:\.\.\.)?"[\s\S]*"(?:\.\.\.)? is not valid JSON/g;
const DIGITS = /(?<![\w+])\+?(?!\d{4}-\d\d-\d\d)\(?\d[\d\s().\u00a0-]{5,20}\d(?!\w)/g;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** A sentence of ours or of a library that may quote what somebody wrote: without secrets, whole numbers and bodies. */
export function safeText(text: string): string {
  return redact(text.replace(QUOTED_BODY, " (not valid JSON)")).text.replace(DIGITS, lastFour);
}

/** A number is named by its last four digits. */
function lastFour(found: string): string {
  const digits = found.replace(/\D/g, "");
  const isNumber = found.startsWith("+") || (digits.length >= 10 && digits.length <= 15 && !ADDRESS.test(found));
  return isNumber ? `…${digits.slice(-4)}` : found;
}
