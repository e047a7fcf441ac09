import type { UnreadReason } from "../../domain/evidence.ts";
import { type Instant, plus } from "../../domain/time.ts";
import {
  AuthExpiredError,
  NotFoundError,
  ProviderError,
  RateLimitedError,
  UnavailableError,
} from "../shared/errors.ts";

export type Unread = {
  why: UnreadReason;
  until?: Instant;
  searched?: { accounts: number; numbers: number };
  /** Graph's own code, when it is one that may say something about the account. */
  code?: number;
};

/** Why a read failed, in the words of the domain. It never means "absent" or "locked". */
export function whyUnread(error: unknown, now: Instant): Unread {
  if (error instanceof RateLimitedError) return { why: "rate_limited", until: plus(now, error.afterMs) };
  if (error instanceof AuthExpiredError) {
    return { why: error.missing === "token" ? "token_expired" : "no_permission" };
  }
  if (error instanceof NotFoundError) return { why: "not_found" };
  if (error instanceof UnavailableError) return { why: error.timedOut ? "timed_out" : "unavailable" };
  if (error instanceof ProviderError && error.about.code !== undefined && error.about.code !== 100) {
    return { why: "not_understood", code: error.about.code };
  }
  return { why: "not_understood" };
}

/** The same failure would meet every other read with this token. */
export function failsEverywhere({ why }: Unread): boolean {
  return why === "token_expired" || why === "rate_limited" || why === "unavailable" || why === "timed_out";
}
