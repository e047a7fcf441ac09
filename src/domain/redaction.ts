import type { SecretKind, SecretSpan } from "./secret-kind.ts";
import { findSecrets } from "./secret-spans.ts";

export type { SecretKind };

export type Redacted = { text: string; secrets: readonly SecretKind[] };

/** What a secret is called in text people read; also the words inside the placeholder. */
export const SECRET_NAMES: Record<SecretKind, string> = {
  meta_token: "Meta token",
  jwt: "JWT",
  slack_token: "Slack token",
  bearer_token: "access token",
  basic_auth: "Basic auth",
  private_key: "private key",
  api_secret: "API secret",
  password: "password",
  pin: "PIN",
  token_in_url: "token in a link",
};

/** The same text without what nobody else should read. Running it twice changes nothing more. */
export function redact(text: string): Redacted {
  const spans = merge(findSecrets(text));
  if (spans.length === 0) return { text, secrets: [] };
  const parts: string[] = [];
  let at = 0;
  for (const span of spans) {
    parts.push(text.slice(at, span.start), `[secret removed: ${SECRET_NAMES[span.kind]}]`);
    at = span.end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(""), secrets: [...new Set(spans.map((span) => span.kind))] };
}

/**
 * Whether a short value, such as what somebody typed as an API key, is a secret instead.
 * A Vonage API secret has 8–25 characters with lower case, upper case and a digit; its key has not.
 */
export function looksSecret(value: string): SecretKind | undefined {
  const trimmed = value.trim().replace(/^["'`<]+|["'`>]+$/g, "");
  const inside = merge(findSecrets(trimmed))[0];
  if (inside) return inside.kind;
  if (/^[\w.-]{2,40}:\S{6,}$/.test(trimmed)) return "basic_auth";
  const mixed = /[a-z]/.test(trimmed) && /[A-Z]/.test(trimmed) && /\d/.test(trimmed);
  if (mixed && /^\S{8,25}$/.test(trimmed)) return "api_secret";
  return /^[0-9a-fA-F]{32,}$/.test(trimmed) ? "api_secret" : undefined;
}

/** Earlier and longer first; what overlaps becomes one span under the first one's name. */
function merge(spans: readonly SecretSpan[]): SecretSpan[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: SecretSpan[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
