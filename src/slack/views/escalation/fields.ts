import type { RecentChange } from "../../../domain/evidence.ts";
import { parsePhoneNumber } from "../../../domain/phone-number.ts";
import type { Provider } from "../../../domain/provider.ts";
import { looksSecret, redact } from "../../../domain/redaction.ts";
import { MOST_NUMBERS } from "../../../domain/ticket/ticket.ts";
import { clamp } from "../../mrkdwn.ts";

export type Checked<T> = { ok: true; value: T } | { ok: false; error: string };

/** One number per line; commas and semicolons part numbers too, because lists are pasted from everywhere. */
export function numbersField(text: string): Checked<readonly string[]> {
  const numbers = new Set<string>();
  for (const [at, line] of text.split("\n").entries()) {
    for (const one of line.split(/[,;]/)) {
      if (one.trim() === "") continue;
      const parsed = parsePhoneNumber(one);
      if (!parsed.ok) return wrong(`Line ${at + 1}${shown(one.trim())}: ${parsed.says}`);
      numbers.add(parsed.number);
    }
  }
  if (numbers.size === 0) return wrong("Enter at least one number, with its country code, like +1 202 555 0123.");
  if (numbers.size > MOST_NUMBERS) {
    return wrong(
      `These are ${numbers.size} numbers. One ticket holds at most ${MOST_NUMBERS}: file the rest separately.`,
    );
  }
  return { ok: true, value: [...numbers] };
}

/** The line as typed, unless it could be a secret: then its place is enough. */
function shown(line: string): string {
  return isSecret(line) ? "" : ` (“${clamp(line, 30)}”)`;
}

/** The short key for Vonage; for everybody else a reference that must not be a key. */
export function keyField(text: string, provider: Provider | undefined): Checked<string | null> {
  if (provider !== "vonage") return referenceField(text);
  if (isSecret(text)) {
    return wrong(
      "This looks like a secret or a token. Only the short API key belongs here. Replace the secret at Vonage.",
    );
  }
  if (text === "") return wrong("Vonage asks for the API key first. It is the short one at the top of the dashboard.");
  if (/\s/.test(text)) return wrong("An API key has no spaces. Enter the key alone.");
  // A Vonage key has eight characters, a secret at least eight with upper and lower case and digits, usually sixteen.
  if (text.length >= 16)
    return wrong("This is too long for a Vonage API key, and may be the secret. Enter the short key.");
  // Samples in Vonage's documentation have seven and eight.
  if (!/^[0-9a-z]{6,}$/i.test(text)) return wrong("A Vonage API key is about eight letters and digits, like a1b2c3d4.");
  return { ok: true, value: text };
}

/** Names and ids are often mixed letters and digits; Twilio's account SID is `AC` and 32 hexadecimal digits. */
function referenceField(text: string): Checked<string | null> {
  const isName = text.length < 16 && redact(text).secrets.length === 0;
  if (isName || /^AC[0-9a-f]{32}$/.test(text) || !isSecret(text)) return { ok: true, value: text || null };
  return wrong("This looks like a secret or a token. Enter an account id or name, or leave it empty.");
}

function isSecret(text: string): boolean {
  return looksSecret(text) !== undefined || redact(text).secrets.length > 0;
}

/** An account id: digits only, and not the number itself. */
export function wabaIdField(text: string, numbers: readonly string[]): Checked<string | null> {
  const digits = text.replace(/[\s\u00a0]/g, "");
  if (digits === "") return { ok: true, value: null };
  if (isSecret(text))
    return wrong("This looks like a token. The account id is digits only. Replace the token at Meta.");
  if (numbers.some((number) => number.replace("+", "") === digits.replace(/^\+|^00/, ""))) {
    return wrong("This is the phone number. The account id is another number, shown in WhatsApp Manager.");
  }
  if (digits.startsWith("+"))
    return wrong("This looks like a phone number. The account id is digits only, without a +.");
  if (!/^\d{5,20}$/.test(digits))
    return wrong("The account id has digits only, about fifteen. Leave it empty if not known.");
  return { ok: true, value: digits };
}

export function changesField(changes: readonly RecentChange[]): Checked<readonly RecentChange[]> {
  if (changes.includes("nothing") && changes.length > 1) {
    return wrong("“Nothing changed” and a change are both ticked. Keep one of the two.");
  }
  return { ok: true, value: changes };
}

/** A case number of the provider or of Meta; an empty one is not known yet. */
export function caseField(text: string): Checked<string | null> {
  const { text: clean, secrets } = redact(text);
  if (secrets.length > 0) return wrong("This looks like a secret. Enter the case number alone.");
  return { ok: true, value: clean || null };
}

function wrong(error: string): { ok: false; error: string } {
  return { ok: false, error };
}
