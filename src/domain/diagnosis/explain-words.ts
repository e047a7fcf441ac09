import type { CodeRow, Lifts, Namespace, Sourced } from "../codes/code.ts";
import { ALL_CODES } from "../codes/index.ts";
import { PROVIDER_NAMES } from "../provider.ts";
import { sayCode, sentence } from "./say.ts";

export type CodeExplained = {
  code: string;
  title: string;
  means: string;
  lock: string;
  lifts: string;
  firstFix: string;
  source: string;
};

/** What a row of the table says, in words. */
export function explainCode(row: CodeRow): CodeExplained {
  return {
    code: sayCode(row),
    title: row.title,
    means: sentence(row.meaning),
    lock: lock(row),
    lifts: LIFTS[row.liftsByItself] + (row.liftsWhen === undefined ? "" : ` ${sentence(row.liftsWhen)}`),
    firstFix: sentence(row.firstFix),
    source: `${SOURCED[row.sourced]}${row.sources[0] === undefined ? "" : `: ${row.sources[0]}`}`,
  };
}

export type Explanation =
  /** `says` warns where the number may be another provider's. */
  | { found: "one"; row: CodeExplained; says?: string }
  /** The same number at several providers: never guess which. */
  | { found: "several"; rows: readonly CodeExplained[]; says: string }
  | { found: "none"; says: string };

/** What a number means; 4-digit numbers overlap between providers, so without a provider all candidates are listed. */
export function explainNumber(code: number, namespace?: Namespace): Explanation {
  const rows = ALL_CODES.filter((row) => covers(row, code) && (namespace === undefined || row.namespace === namespace));
  const [first, ...others] = rows;
  if (first === undefined) {
    const at = namespace === undefined ? "" : ` of ${namespace === "meta" ? "Meta" : PROVIDER_NAMES[namespace]}`;
    return {
      found: "none",
      says: `${code} is no code${at} in our table. It is neither a known lock nor ruled out: paste the whole error to diagnose it.`,
    };
  }
  if (others.length === 0) {
    const row = explainCode(first);
    // Vonage, Gupshup and others give the same four digits different meanings, and not all publish theirs.
    if (namespace !== undefined || code > 9999 || first.namespace === "meta") return { found: "one", row };
    return {
      found: "one",
      row,
      says: `This is what ${row.code} means. Other providers use the same digits for other things.`,
    };
  }
  const isOneProvider = others.every((row) => row.namespace === first.namespace);
  return {
    found: "several",
    rows: rows.map(explainCode),
    says: isOneProvider
      ? `${code} has two meanings: as an error of a call, and inside a health check.`
      : `${code} means different things at different providers. Say whose code it is, or paste the whole error.`,
  };
}

function lock({ isLock, category }: CodeRow): string {
  if (isLock) return "This is a lock.";
  if (category === "restriction")
    return "A restriction that ends by itself, not a lock; the same code can also stand for more.";
  if (category === "unknown") return "By itself it does not say whether the account is locked.";
  if (category === "auth") return "Not a lock, but it hides the account: it says nothing about its state.";
  return "Not a lock.";
}

const LIFTS: Record<Lifts, string> = {
  yes: "It lifts by itself.",
  no: "It does not lift by itself.",
  maybe: "It may lift by itself.",
  not_applicable: "There is nothing to lift.",
};

const SOURCED: Record<Sourced, string> = {
  sure: "Documented",
  one_source: "One public source",
  field_report: "Seen in the field",
  unsure: "Weakly sourced",
};

function covers(row: CodeRow, code: number): boolean {
  return row.code <= code && code <= (row.until ?? row.code);
}
