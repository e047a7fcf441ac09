import { safeText } from "./safe-text.ts";

export type SafeError = Readonly<Record<string, unknown>>;

const MOST_CAUSES = 3;

/**
 * An error as it may be written down. Errors carry along what they happened with: the Web API's a whole answer, the
 * database driver's the values of a row, a network client's the headers. So only what is named here goes on.
 */
export function safeError(error: Error, causes = MOST_CAUSES): SafeError {
  const { code, kind, data, details, cause } = error as Error & {
    code?: unknown;
    kind?: unknown;
    data?: { error?: unknown };
    details?: unknown;
  };
  return {
    type: error.name,
    message: safeText(error.message),
    ...word("code", code),
    ...word("kind", kind),
    ...word("slack", data?.error),
    ...(kind === undefined || typeof details !== "object" ? {} : { details: safeFields(details ?? {}) }),
    stack: stackOf(error),
    ...(cause instanceof Error && causes > 0 ? { cause: safeError(cause, causes - 1) } : {}),
  };
}

/** Strings are cleaned, errors are cut, and of anything else that is not a plain value only its kind is left. */
export function safeFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, safeValue(value)]));
}

function safeValue(value: unknown): unknown {
  if (typeof value === "string") return safeText(value);
  if (value instanceof Error) return safeError(value);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[array]" : "[object]";
  return value;
}

/** An enum or a number, never a sentence. */
function word(name: string, value: unknown): object {
  const isWord = typeof value === "number" || (typeof value === "string" && /^[\w.:-]{1,60}$/.test(value));
  return isWord ? { [name]: value } : {};
}

/** The first lines of a stack repeat the message. */
function stackOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
