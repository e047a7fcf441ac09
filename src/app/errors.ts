/** When a failed piece of work may be tried again. */
export type Retry = "never" | "later" | { afterMs: number };

type Options = { retry?: Retry; details?: Record<string, string | number | boolean | null>; cause?: unknown };

/** The outside failed. `details` hold ids and states, never tokens, PINs, message text or whole numbers. */
export class AppError extends Error {
  override name = "AppError";
  readonly kind: string = "app";
  readonly retry: Retry;
  readonly details: Record<string, string | number | boolean | null>;

  constructor(message: string, { retry = "never", details = {}, cause }: Options = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.retry = retry;
    this.details = details;
  }
}

/** Settings that cannot work; `problems` has one sentence each, with what to do. */
export class ConfigError extends AppError {
  override name = "ConfigError";
  override readonly kind = "config";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** Another process has the data folder open. `since` is an instant, or `unknown` when that process did not say. */
export class FolderInUseError extends ConfigError {
  override name = "FolderInUseError";
  readonly holder: { pid: number; since: string };

  constructor(dataDir: string, holder: { pid: number; since: string }) {
    super([
      `The data folder ${dataDir} is in use by another Locksmith (process ${holder.pid}, since ${holder.since}). Stop that one first, or set DATA_DIR to a different folder.`,
    ]);
    this.holder = holder;
  }
}

/** The database could not be reached or did not answer in time. */
export class StoreUnavailableError extends AppError {
  override name = "StoreUnavailableError";
  override readonly kind = "store_unavailable";
}

/** Somebody else saved first: load again and decide again. */
export class StoreConflictError extends AppError {
  override name = "StoreConflictError";
  override readonly kind = "store_conflict";
}
