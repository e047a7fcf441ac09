import { causeLine } from "./cause-words.ts";
import type { Confidence, Diagnosis, RankedCause } from "./diagnosis.ts";
import { doNotLine } from "./do-not-words.ts";
import { findingLine } from "./finding-words.ts";
import { firstStep } from "./first-step-words.ts";
import { headline } from "./verdict-words.ts";

const HOW_SURE: Record<Confidence, string> = {
  confirmed: "Confirmed",
  likely: "Likely",
  possible: "Possible, still to check",
};

/** How sure, and by what: `Confirmed: a call was refused …`. */
export function confidenceLine({ confidence, verdict, findings }: Diagnosis): string {
  const deciding = findings[0];
  if (verdict === "unknown" || deciding === undefined)
    return "Not enough to say. Nothing here proves that it is fine either.";
  const unread = findings.filter((finding) => finding.kind === "could_not_read").map(findingLine);
  const missing = unread.length === 0 || confidence === "confirmed" ? "" : ` ${unread.join(" ")}`;
  return `${HOW_SURE[confidence]}: ${lowerFirst(findingLine(deciding))}${missing}`;
}

/** Why a cause is named, in the lines that `confidenceLine` does not say already. */
export function reasonsOf({ because }: RankedCause, diagnosis: Diagnosis): string[] {
  const said = confidenceLine(diagnosis).toLowerCase();
  const lines = diagnosis.findings.filter(({ kind }) => because.includes(kind)).map(findingLine);
  return [...new Set(lines)].filter((line) => !said.includes(line.toLowerCase()));
}

/** One paragraph of plain text, for notifications and screen readers; starts with the verdict. */
export function summary(diagnosis: Diagnosis): string {
  const cause = diagnosis.causes[0];
  return [
    headline(diagnosis),
    confidenceLine(diagnosis),
    ...(cause === undefined || cause.cause === "unknown" ? [] : [causeLine(cause)]),
    `First: ${firstStep(diagnosis)}`,
    ...diagnosis.doNot.slice(0, 2).map(doNotLine),
  ].join(" ");
}

/** Names such as Meta and codes keep their capital letter. */
function lowerFirst(text: string): string {
  return /^(Meta|Vonage|Business|[A-Z0-9]{2})/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
