import { createHash, createHmac, randomUUID } from "node:crypto";
import { tamper } from "./meta.ts";
import { type Prepared, type Sent, send } from "./send.ts";

/** `unsigned` also happens for real: after an internal error Vonage may send a callback without a token. */
export type VonageFault = "wrong_secret" | "unsigned" | "tampered" | "no_hash" | "stale" | "future" | "alg_none";

type Options = {
  secret: string;
  apiKey?: string;
  applicationId?: string;
  fault?: VonageFault;
  /** Seconds since 1970. */
  now?: number;
};

const HOUR = 3600;
const OFF_BY: Partial<Record<VonageFault, number>> = { stale: -HOUR, future: HOUR };

/**
 * The token that comes with a callback. It has no `exp`: its age is the receiver's to judge.
 * https://developer.vonage.com/en/getting-started/concepts/webhooks
 */
export function signForVonage(body: string, options: Options): string {
  const { secret, apiKey = "5a1c9d3e", applicationId, fault, now = Date.now() / 1000 } = options;
  const header = { alg: fault === "alg_none" ? "none" : "HS256", typ: "JWT" };
  const claims = {
    iat: Math.floor(now) + ((fault && OFF_BY[fault]) ?? 0),
    jti: randomUUID(),
    iss: "Vonage",
    ...(fault !== "no_hash" && { payload_hash: createHash("sha256").update(body).digest("hex") }),
    api_key: apiKey,
    ...(applicationId && { application_id: applicationId }),
  };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  if (fault === "alg_none") return `${signed}.`;
  const key = fault === "wrong_secret" ? `${secret}-not` : secret;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

/** A callback of Vonage's. Sent twice it is a replay: the same token with the same `jti`. */
export function prepareVonage(payload: unknown, options: Options): Prepared {
  const { fault } = options;
  const body = JSON.stringify(payload);
  const headers = { "Content-Type": "application/json", "User-Agent": "Vonage Messages" };
  return {
    method: "POST",
    headers: fault === "unsigned" ? headers : { ...headers, Authorization: `Bearer ${signForVonage(body, options)}` },
    body: fault === "tampered" ? tamper(body) : body,
  };
}

export function pushVonage(url: string, payload: unknown, options: Options): Promise<Sent> {
  return send(url, prepareVonage(payload, options));
}
