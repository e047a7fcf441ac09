import type { Check } from "../app/ports/check.ts";

const MARKS = { true: "ok  ", false: "FAIL", skipped: "skip" } as const;

/** The checks as lines for a terminal; a failure is followed by what to do. */
export function printChecks(checks: readonly Check[]): string {
  const lines = checks.map(({ name, ok, says, fix }) => {
    const line = `${MARKS[`${ok}`]}  ${name}: ${says}`;
    return ok === false && fix !== undefined ? `${line}\n      → ${fix}` : line;
  });
  const failed = checks.filter(({ ok }) => ok === false).length;
  const sum = failed === 0 ? "Everything that is set up works." : `${failed} of ${checks.length} checks failed.`;
  return `${lines.join("\n")}\n\n${sum}`;
}
