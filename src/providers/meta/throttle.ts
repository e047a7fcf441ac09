import { type Instant, MINUTE, msBetween, plus } from "../../domain/time.ts";
import { type About, RateLimitedError } from "../shared/errors.ts";
import { readUsage } from "./usage.ts";

/** Above this we stop by ourselves: the budget is shared with the sends of the same app. */
const FULL_PERCENT = 95;

export type Throttle = {
  /** Throws RateLimitedError while the app or this account is close to its limit. */
  check(account: string | undefined, about: About): void;
  note(account: string | undefined, headers: Readonly<Record<string, string>>): void;
  noteRefused(account: string | undefined, refusal: RateLimitedError): void;
};

/** Remembers, for each account and for the app, until when Meta wants to be left alone. */
export function createThrottle(clock: () => Instant): Throttle {
  const until = new Map<string, Instant>();

  function wait(key: string, ms: number): void {
    const end = plus(clock(), ms);
    if (end > (until.get(key) ?? "")) until.set(key, end);
  }

  return {
    check(account, about) {
      const now = clock();
      for (const key of ["app", keyOf(account)]) {
        const leftMs = msBetween(now, until.get(key) ?? now);
        if (leftMs > 0) {
          throw new RateLimitedError(`Meta's hourly limit is nearly used up (${about.operation}).`, about, leftMs);
        }
        until.delete(key);
      }
    },
    note(account, headers) {
      const { appPercent, businessPercent, regainMinutes } = readUsage(headers);
      const ms = Math.max(1, regainMinutes) * MINUTE;
      if (appPercent >= FULL_PERCENT) wait("app", ms);
      if (businessPercent >= FULL_PERCENT || regainMinutes > 0) wait(keyOf(account), ms);
    },
    noteRefused(account, { about, afterMs }) {
      // 80000 and above count against one account, the low codes against the whole app.
      wait((about.code ?? 0) >= 80_000 ? keyOf(account) : "app", afterMs);
    },
  };
}

function keyOf(account: string | undefined): string {
  return account === undefined ? "app" : `account:${account}`;
}
