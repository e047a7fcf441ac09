import type { Instant } from "../time.ts";

/** Unix seconds or milliseconds, as a number or a string, or ISO 8601 with a zone. A time without a zone is no instant. */
export function toInstant(value: string | undefined): Instant | undefined {
  if (value === undefined) return undefined;
  const digits = /^\s*(\d{10}|\d{13})(?:\.\d+)?\s*$/.exec(value)?.[1];
  if (digits !== undefined) return fromMs(digits.length === 10 ? Number(digits) * 1000 : Number(digits));
  const iso = ISO.exec(value)?.[0];
  if (iso === undefined) return undefined;
  return fromMs(
    Date.parse(
      iso
        .replace(" ", "T")
        .replace(",", ".")
        .replace(/([+-]\d{2})(\d{2})$/, "$1:$2")
        .replace(/\s?(?:UTC|GMT)$/, "Z"),
    ),
  );
}

const ISO =
  /(?<!\d)20\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?!\d)/;

function fromMs(ms: number): Instant | undefined {
  return Number.isFinite(ms) && ms > 946_684_800_000 && ms < 4_102_444_800_000 ? new Date(ms).toISOString() : undefined;
}
