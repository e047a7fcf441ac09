import type { Category } from "../codes/code.ts";
import { choosePaths } from "../playbooks/choose-paths.ts";
import type { PathId } from "../playbooks/playbook.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../ticket/facts.ts";
import { rankCauses } from "./causes.ts";
import { codesOf, providerOf } from "./codes.ts";
import { confidenceOf } from "./confidence.ts";
import { contradictionsOf } from "./contradictions.ts";
import type { Diagnosis, DiagnosisInput, Verdict } from "./diagnosis.ts";
import { doNotDo } from "./do-not.ts";
import { endsAtOf } from "./ends-at.ts";
import type { Finding } from "./finding.ts";
import { isLockSign } from "./kinds.ts";
import { nextQuestion } from "./next-question.ts";
import { findAll } from "./rules/index.ts";
import type { Concluded } from "./rules/rule.ts";
import { scopeOf } from "./scope.ts";
import { stageOf } from "./stage.ts";
import { standing as stillStanding } from "./standing.ts";
import { factsOf } from "./ticket-facts.ts";
import { notTakenBack } from "./told-states.ts";
import { compareAsText, compareFindings, weigh } from "./weight.ts";

/** Evidence in, verdict out. Never throws, touches nothing, and says `unknown` rather than guess. */
export function diagnose({ evidence, now, provider, isOurs }: DiagnosisInput): Diagnosis {
  const all = notTakenBack(findAll(evidence, now), evidence);
  const standing = stillStanding(all, evidence);
  const findings = standing.map(({ finding }) => finding);
  const ranked = rank(standing);
  const deciding = ranked[0];
  const weight = deciding === undefined ? undefined : weigh(deciding.finding);
  const verdict: Verdict = weight?.verdict ?? "unknown";
  const lockPossible = verdict === "unknown" && new Set(findings.filter(isLockSign).map(signature)).size >= 2;
  const scope = scopeOf(standing, deciding);
  const known = {
    provider: provider ?? providerOf(evidence),
    codes: codesOf(
      evidence,
      ranked.map(({ finding }) => finding),
    ),
    scope,
    endsAt: endsAtOf(standing, deciding),
    findings: ordered(findings, deciding?.finding),
  };
  const category = weight?.category ?? (isOurs === false ? "none" : "unknown");
  return {
    ...known,
    verdict,
    category,
    confidence: confidenceOf(verdict, deciding, standing, evidence, now),
    stage: stageOf(verdict, findings),
    causes: rankCauses(findings, verdict, lockPossible),
    contradictions: contradictionsOf(
      all.map(({ finding }) => finding),
      evidence,
      verdict,
    ),
    nextQuestion: nextQuestion(verdict, findings, evidence),
    playbook: needsPath(verdict, category) ? paths(factsOf(known, evidence), lockPossible) : [],
    doNot: doNotDo(verdict, findings, lockPossible),
    lockPossible,
  };
}

/** Stopping the bleeding does not wait until a possible lock has a name. */
function paths(facts: Partial<TicketFacts>, lockPossible: boolean): readonly PathId[] {
  const chosen = choosePaths({ ...DEFAULT_FACTS, ...facts });
  return lockPossible && !chosen.includes("stop_the_bleeding") ? ["stop_the_bleeding", ...chosen] : chosen;
}

/** A recipient, a template or a passing limit needs an answer, not a checklist. */
function needsPath(verdict: Verdict, category: Category): boolean {
  return verdict !== "not_locked" && verdict !== "limited" && category !== "none";
}

/** What matters most to the sending account comes first; context is left out. */
function rank(standing: readonly Concluded[]): readonly Concluded[] {
  return standing
    .filter(({ finding }) => weigh(finding) !== undefined)
    .sort((a, b) => compareFindings(a.finding, b.finding) || compareAsText(a.from, b.from));
}

/** The deciding finding first; the same finding many times over is told once, with its latest time. */
function ordered(findings: readonly Finding[], deciding: Finding | undefined): readonly Finding[] {
  const all = deciding === undefined ? findings : [deciding, ...findings.filter((finding) => finding !== deciding)];
  const told = new Map<string, Finding>();
  for (const finding of all) {
    const key = JSON.stringify(timeOf(finding) === 0 ? finding : { ...finding, at: undefined });
    const known = told.get(key);
    if (known === undefined || timeOf(finding) > timeOf(known)) told.set(key, finding);
  }
  return [...told.values()];
}

/** 0 without a time; payment and access call their place `at`. */
function timeOf(finding: Finding): number {
  return "at" in finding && finding.at !== undefined ? Date.parse(finding.at) || 0 : 0;
}

function signature(finding: Finding): string {
  return finding.kind === "sign_seen" ? finding.sign : finding.kind;
}
