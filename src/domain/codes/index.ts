import type { Code, CodeRow } from "./code.ts";
import { META_CODES, META_HEALTH_CODES } from "./meta.ts";
import { OTHER_CODES } from "./other-providers.ts";
import { VONAGE_CODES } from "./vonage.ts";

/** Every row there is; a health answer reuses 131000 with another meaning, so that number is here twice. */
export const ALL_CODES: readonly CodeRow[] = [...META_CODES, ...META_HEALTH_CODES, ...VONAGE_CODES, ...OTHER_CODES];

const HEALTH = new Map(META_HEALTH_CODES.map((row) => [row.code, row]));
const EXACT = new Map([...ALL_CODES].reverse().map((row) => [`${row.namespace} ${row.code}`, row]));
const RANGES = ALL_CODES.filter((row) => row.until !== undefined);

/** What a code means; `where: "health"` for a code inside a health answer. */
export function lookUp(code: Code, where?: "health"): CodeRow | undefined {
  const inHealth = where === "health" && code.namespace === "meta" ? HEALTH.get(code.code) : undefined;
  return inHealth ?? EXACT.get(`${code.namespace} ${code.code}`) ?? RANGES.find((row) => covers(row, code));
}

function covers(row: CodeRow, { namespace, code }: Code): boolean {
  return row.namespace === namespace && row.code <= code && code <= (row.until ?? row.code);
}
