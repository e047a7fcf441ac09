import { AppError, type Retry } from "../../app/errors.ts";

export type About = {
  /** Words for people: "Meta", "Vonage". */
  provider: string;
  /** What was asked, in words and without ids: "read the number". */
  operation: string;
  status?: number;
  code?: number;
  subcode?: number;
};

type Options = { retry?: Retry; cause?: unknown };

/** A provider answered no, and nothing below fits. */
export class ProviderError extends AppError {
  override name = "ProviderError";
  override readonly kind: string = "provider";
  readonly about: About;

  constructor(message: string, about: About, options: Options = {}) {
    const { status = null, code = null, subcode = null } = about;
    super(message, {
      ...options,
      details: { provider: about.provider, operation: about.operation, status, code, subcode },
    });
    this.about = about;
  }
}

/** Asked too often; `afterMs` is the provider's own word where it gave one. */
export class RateLimitedError extends ProviderError {
  override name = "RateLimitedError";
  override readonly kind = "rate_limited";
  readonly afterMs: number;

  constructor(message: string, about: About, afterMs: number) {
    super(message, about, { retry: { afterMs } });
    this.afterMs = afterMs;
  }
}

/** The token is dead or lacks a permission: we cannot see, which says nothing about the account. */
export class AuthExpiredError extends ProviderError {
  override name = "AuthExpiredError";
  override readonly kind = "auth_expired";
  readonly missing: "token" | "permission";

  constructor(message: string, about: About, missing: "token" | "permission") {
    super(message, about);
    this.missing = missing;
  }
}

/** The id is unknown, or not visible to this token. */
export class NotFoundError extends ProviderError {
  override name = "NotFoundError";
  override readonly kind = "not_found";
}

/** Network, timeout or 5xx. */
export class UnavailableError extends ProviderError {
  override name = "UnavailableError";
  override readonly kind = "unavailable";
  readonly timedOut: boolean;

  constructor(
    message: string,
    about: About,
    { timedOut = false, cause }: { timedOut?: boolean; cause?: unknown } = {},
  ) {
    super(message, about, { retry: "later", cause });
    this.timedOut = timedOut;
  }
}

/** It answered, and our schema refused the answer: their change or our bug. */
export class UnexpectedResponseError extends ProviderError {
  override name = "UnexpectedResponseError";
  override readonly kind = "unexpected_response";
}
