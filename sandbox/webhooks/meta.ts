import { createHmac, randomInt } from "node:crypto";
import { type Prepared, type Sent, send } from "./send.ts";

/** What a forger, a wrong app secret or a proxy in between would send. */
export type MetaFault = "wrong_secret" | "no_signature" | "odd_signature" | "tampered";

type Options = { secret: string; fault?: MetaFault };

/**
 * JSON as Meta writes it: what is not ASCII as lower-case escapes, and four more characters escaped. The signature is
 * over these bytes, so whoever parses and writes them again gets another one.
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export function encodeForMeta(payload: unknown): string {
  return JSON.stringify(payload).replace(/[/<%@]|[^\x20-\x7e]/g, (char) => SHORT[char] ?? escapeOf(char));
}

const SHORT: Readonly<Record<string, string>> = { "/": "\\/", "<": "\\u003C", "%": "\\u0025", "@": "\\u0040" };

function escapeOf(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

export function signForMeta(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** A delivery of Meta's, ready to be sent any number of times: the same bytes each time. */
export function prepareMeta(payload: unknown, { secret, fault }: Options): Prepared {
  const body = encodeForMeta(payload);
  const headers = { "Content-Type": "application/json", "User-Agent": "facebookexternalua", Accept: "*/*" };
  if (fault === "no_signature") return { method: "POST", headers, body };
  const signature = signForMeta(body, fault === "wrong_secret" ? `${secret}-not` : secret);
  return {
    method: "POST",
    headers: { ...headers, "X-Hub-Signature-256": fault === "odd_signature" ? signature.slice(7) : signature },
    body: fault === "tampered" ? tamper(body) : body,
  };
}

/** One digit changed after signing. */
export function tamper(body: string): string {
  return body.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
}

export function pushMeta(url: string, payload: unknown, options: Options): Promise<Sent> {
  return send(url, prepareMeta(payload, options));
}

export type Verified = Sent & { ok: boolean };

/** The handshake by which Meta learns that the address is ours: it must answer the bare challenge. */
export async function verifyMetaAddress(url: string, { verifyToken }: { verifyToken: string }): Promise<Verified> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
  const asked = new URL(url);
  const query = { "hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verifyToken };
  for (const [key, value] of Object.entries(query)) asked.searchParams.set(key, value);
  const sent = await send(asked.href, { method: "GET", headers: { "User-Agent": "facebookplatform/1.0" }, body: "" });
  return { ...sent, ok: sent.status === 200 && sent.text === challenge };
}
