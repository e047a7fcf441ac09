import type { Instant } from "../time.ts";
import { toInstant } from "./instants.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

/** A day that cannot be misread: the month in letters and the year in full, or ISO 8601. `3/12/2026` is two days. */
export const WRITTEN_DAY = String.raw`(?:(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]${MONTH},?[ -]|${MONTH} \d{1,2}(?:st|nd|rd|th)?,? )20\d{2}(?!\d)|20\d{2}-\d{2}-\d{2}(?:[T ][\d:.]+\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?(?![\d/]))`;

const WORDS =
  /(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?([a-z]{3})[a-z]*\.?,?[ -](?:(\d{1,2})(?:st|nd|rd|th)?,? )?(20\d{2})/i;
const ISO_DAY = /^(20\d{2})-(\d{2})-(\d{2})$/;

/** The end of a written day in UTC, since it is not known where the day was meant; an exact time stays what it is. */
export function endOfDay(written: string): Instant | undefined {
  const exact = toInstant(written);
  if (exact !== undefined) return exact;
  const iso = ISO_DAY.exec(written);
  if (iso) return lastMinute(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, before, month, after, year] = WORDS.exec(written) ?? [];
  const place = MONTHS.indexOf((month ?? "").toLowerCase());
  return place < 0 ? undefined : lastMinute(Number(year), place + 1, Number(before ?? after));
}

/** `31 June` is no day. */
function lastMinute(year: number, month: number, day: number): Instant | undefined {
  const date = new Date(Date.UTC(year, month - 1, day, 23, 59));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString() : undefined;
}
