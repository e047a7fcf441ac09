import { createHmac } from "node:crypto";
import type { Fault } from "../faults.ts";

type How = Extract<Fault, { kind: "signature" }>["as"];

const MINUTE = 60;

/**
 * The headers by which the app knows that Slack is calling. https://docs.slack.dev/authentication/verifying-requests-from-slack
 * The time is the wall's, not the workspace clock's: the app compares it with its own.
 */
export function sign(secret: string, body: string, how?: How): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  const timestamp = how === "stale" ? now - 10 * MINUTE : how === "future" ? now + 10 * MINUTE : now;
  if (how === "missing") return { "X-Slack-Request-Timestamp": String(timestamp) };
  const key = how === "wrong" ? `${secret}-not` : secret;
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "X-Slack-Request-Timestamp": String(timestamp), "X-Slack-Signature": `v0=${signature}` };
}
