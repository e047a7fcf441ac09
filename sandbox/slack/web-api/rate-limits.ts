import type { Clock } from "../clock.ts";
import { asText, type JsonObject } from "../json.ts";

type Bucket = { tokens: number; at: number };

// "About one message a second and channel, bursts tolerated"; how large a burst is [unverified].
const MESSAGE_BURST = 4;

export type RateLimits = {
  /** Seconds to wait, or undefined when the call may go on. */
  refuse(method: string, args: JsonObject, perMinute: number): number | undefined;
  clear(): void;
};

/** Token buckets by method, and by channel for messages. https://docs.slack.dev/apis/web-api/rate-limits */
export function createRateLimits(clock: Clock): RateLimits {
  let buckets = new Map<string, Bucket>();

  function take(key: string, size: number, perSecond: number): number | undefined {
    const now = clock.now();
    const known = buckets.get(key) ?? { tokens: size, at: now };
    const tokens = Math.min(size, known.tokens + ((now - known.at) / 1000) * perSecond);
    if (tokens < 1) {
      buckets.set(key, { tokens, at: now });
      return Math.max(1, Math.ceil((1 - tokens) / perSecond));
    }
    buckets.set(key, { tokens: tokens - 1, at: now });
    return undefined;
  }

  return {
    refuse(method, args, perMinute) {
      if (method === "chat.postMessage") return take(`post ${asText(args.channel) ?? ""}`, MESSAGE_BURST, 1);
      return take(method, perMinute, perMinute / 60);
    },
    clear() {
      buckets = new Map();
    },
  };
}
