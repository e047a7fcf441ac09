import { causeLine } from "../domain/diagnosis/cause-words.ts";
import { contradictionLine } from "../domain/diagnosis/contradiction-words.ts";
import type { Diagnosis } from "../domain/diagnosis/diagnosis.ts";
import { doNotLine } from "../domain/diagnosis/do-not-words.ts";
import { findingLine } from "../domain/diagnosis/finding-words.ts";
import { firstStep } from "../domain/diagnosis/first-step-words.ts";
import { questionText } from "../domain/diagnosis/question-words.ts";
import { headline } from "../domain/diagnosis/verdict-words.ts";
import { confidenceLine } from "../domain/diagnosis/words.ts";

/** The diagnosis as a person reads it in a terminal. */
export function printedDiagnosis(diagnosis: Diagnosis, hadSecrets: boolean): string {
  const { causes, contradictions, doNot, findings, nextQuestion } = diagnosis;
  const parts = [
    [headline(diagnosis), confidenceLine(diagnosis)],
    section("Cause", causes.map(causeLine)),
    section("First", [firstStep(diagnosis)]),
    section("Do not", doNot.map(doNotLine)),
    section("What does not fit", contradictions.map(contradictionLine)),
    section("What was seen", findings.map(findingLine)),
    section("Next question", nextQuestion === null ? [] : [questionText(nextQuestion).asks]),
    section(
      "Careful",
      hadSecrets
        ? ["The text contained a secret. Delete it where you copied it from, and replace the token or password."]
        : [],
    ),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
