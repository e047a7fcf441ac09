import { DAY, HOUR, type Instant, MINUTE, msBetween } from "../../domain/time.ts";

/** `3 h ago`, for a message that is rendered anew when something changes and not by the minute. */
export function age(at: Instant, now: Instant): string {
  const ms = msBetween(at, now);
  if (!Number.isFinite(ms)) return "age not known";
  if (ms < MINUTE) return "just now";
  if (ms < 2 * HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${Math.floor(ms / DAY)} days ago`;
}
