import { type Instant, MINUTE } from "../../domain/time.ts";
import {
  type About,
  AuthExpiredError,
  NotFoundError,
  ProviderError,
  RateLimitedError,
  UnavailableError,
} from "../shared/errors.ts";
import { refusalOf } from "../shared/refusal.ts";
import type { Answer } from "../shared/request.ts";
import { parseRetryAfter } from "../shared/retry.ts";
import { Refusal } from "./schema.ts";
import { readUsage } from "./usage.ts";

// https://developers.facebook.com/docs/graph-api/guides/error-handling and …/overview/rate-limiting
const TOKEN_CODES = new Set([0, 102, 190]);
const RATE_CODES = new Set([4, 17, 32, 613, 130429]);
const OUTAGE_CODES = new Set([1, 2]);
const PERMISSION_CODES = new Set([3, 10, 131005]);

/** Turns Graph's refusal into one of our errors. Its message is never repeated: it may quote the token. */
export function graphRefusal(answer: Answer, asked: About, now: Instant): ProviderError | undefined {
  const refusal = Refusal.safeParse(answer.body);
  if (!refusal.success) return refusalOf(answer, asked, parseRetryAfter(answer.headers["retry-after"], now));

  const { code, error_subcode: subcode, is_transient } = refusal.data.error;
  const about: About = { ...asked, status: answer.status, code, ...(subcode === undefined ? {} : { subcode }) };
  const { operation } = about;
  if (answer.status === 429 || RATE_CODES.has(code) || (code >= 80_000 && code <= 80_014)) {
    return new RateLimitedError(`Meta was asked too often (${operation}, code ${code}).`, about, waitMs(answer, now));
  }
  if (TOKEN_CODES.has(code)) {
    return new AuthExpiredError(
      `Meta refused the access token (code ${code}). Create a new system user token and set META_ACCESS_TOKEN.`,
      about,
      "token",
    );
  }
  if (PERMISSION_CODES.has(code) || (code >= 200 && code <= 299)) {
    return new AuthExpiredError(
      `The Meta token may not do this (${operation}, code ${code}). It needs whatsapp_business_management and the account assigned to its system user.`,
      about,
      "permission",
    );
  }
  // Subcode 33: the object does not exist or this token may not see it; Graph does not say which.
  if (code === 803 || (code === 100 && subcode === 33)) {
    return new NotFoundError(`Meta does not know it, or this token may not see it (${operation}).`, about);
  }
  if (answer.status >= 500 || OUTAGE_CODES.has(code) || is_transient === true) {
    return new UnavailableError(
      `Meta has a fault of its own (${operation}, code ${code}). Try again in a minute.`,
      about,
    );
  }
  return new ProviderError(`Meta refused with code ${code} (${operation}).`, about);
}

function waitMs(answer: Answer, now: Instant): number {
  const regainMs = readUsage(answer.headers).regainMinutes * MINUTE;
  return parseRetryAfter(answer.headers["retry-after"], now) ?? (regainMs > 0 ? regainMs : MINUTE);
}
