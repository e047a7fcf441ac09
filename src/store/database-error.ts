import { AppError, StoreUnavailableError } from "../app/errors.ts";

const UNREACHABLE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "ENOTFOUND", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);

/** Translates what `pg` throws; what is neither an outage nor a race is a bug and flies as it is. */
export function asStoreError(error: unknown): never {
  if (error instanceof AppError || !(error instanceof Error)) throw error;
  const code = codeOf(error);
  if (isOutage(error, code)) {
    throw new StoreUnavailableError("The database could not be reached or did not answer in time.", {
      retry: "later",
      details: { code: code ?? null },
      cause: new Error(error.message),
    });
  }
  // Serialisation failure and deadlock: the same work can succeed when it is done again.
  if (code === "40001" || code === "40P01") {
    throw new AppError("Two transactions got in each other's way; the work can be repeated.", {
      retry: "later",
      details: { code },
      cause: error,
    });
  }
  throw error;
}

export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

// Class 08 is "connection exception", 57P0x "shutting down", 53300 "too many connections", 57014 a timed-out statement.
function isOutage(error: Error, code: string | undefined): boolean {
  if (code !== undefined) return UNREACHABLE.has(code) || /^(08|57P0|53300$|57014$)/.test(code);
  return /connection (terminated|ended|error and is not queryable)|timeout exceeded when trying to connect/i.test(
    error.message,
  );
}
