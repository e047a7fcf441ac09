import { HOUR, type Instant, msBetween } from "../domain/time.ts";
import type { Store, StoredDiagnosis } from "./ports/store.ts";

/** What people pasted or answered stays evidence for a day; what a probe read is read again. */
const REMEMBERED_MS = 24 * HOUR;

/** The last diagnosis of the first of these numbers that has one of the last day. */
export async function rememberedDiagnosis(
  { diagnoses }: Pick<Store, "diagnoses">,
  numbers: readonly string[],
  now: Instant,
): Promise<StoredDiagnosis | undefined> {
  for (const number of numbers) {
    const latest = await diagnoses.latestFor(number);
    if (latest !== undefined && msBetween(latest.at, now) < REMEMBERED_MS) return latest;
  }
  return undefined;
}
