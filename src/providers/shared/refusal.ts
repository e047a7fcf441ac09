import { MINUTE } from "../../domain/time.ts";
import {
  type About,
  AuthExpiredError,
  NotFoundError,
  ProviderError,
  RateLimitedError,
  UnavailableError,
  UnexpectedResponseError,
} from "./errors.ts";
import type { Answer } from "./request.ts";

/** What an HTTP status says when the body says nothing better; `undefined` for a success. */
export function refusalOf(answer: Answer, asked: About, retryAfterMs?: number): ProviderError | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const about = { ...asked, status };
  const { provider, operation } = about;
  if (status < 400) {
    return new UnexpectedResponseError(`${provider} answered with a redirect (${operation}). Check its URL.`, about);
  }
  if (status === 401) {
    return new AuthExpiredError(`${provider} refused the credentials (${operation}). Renew them.`, about, "token");
  }
  if (status === 403) {
    return new AuthExpiredError(
      `${provider} does not let these credentials do this (${operation}). Give them access.`,
      about,
      "permission",
    );
  }
  if (status === 404) return new NotFoundError(`${provider} does not know it (${operation}).`, about);
  if (status === 429) {
    return new RateLimitedError(`${provider} was asked too often (${operation}).`, about, retryAfterMs ?? MINUTE);
  }
  if (status >= 500) {
    return new UnavailableError(`${provider} has a fault of its own (${operation}). Try again in a minute.`, about);
  }
  return new ProviderError(`${provider} refused with HTTP ${status} (${operation}).`, about);
}
