import { CONDITIONS, REGISTRATION_GATES } from "../domain/playbooks/conditions.ts";
import { PLAYBOOKS } from "../domain/playbooks/index.ts";
import type { Condition, PathId, Playbook, Playbooks, Step } from "../domain/playbooks/playbook.ts";
import { HOUR } from "../domain/time.ts";
import type { ParsedPlaybook, Problem } from "./parse-playbook.ts";
import type { Change, OwnStep } from "./schema.ts";

export type Applied = { ok: true; playbooks: Playbooks } | { ok: false; problems: readonly Problem[] };

/** Our playbooks with a team's files on top; what the files say about each other and about ours is checked here. */
export function applyPlaybooks(files: readonly ParsedPlaybook[]): Applied {
  const problems: Problem[] = [];
  const playbooks = new Map<string, Playbook>(Object.entries(PLAYBOOKS));
  const seen = new Map<string, string>();
  for (const parsed of files) {
    problems.push(...twice(parsed, seen));
    const { path } = parsed.content;
    const base = playbooks.get(path);
    if (path.startsWith("custom:") && base !== undefined) {
      problems.push(at(parsed, ["path"], `${path} is in another file already`));
    } else {
      playbooks.set(path, base === undefined ? ownPlaybook(parsed) : extended(base, parsed, problems));
    }
  }
  const result: Playbooks = Object.fromEntries(playbooks);
  problems.push(...files.flatMap((parsed) => references(parsed, result)));
  if (problems.length === 0) problems.push(...cycles(files, result));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, playbooks: result };
}

function ownPlaybook({ content }: ParsedPlaybook): Playbook {
  return {
    path: content.path as PathId,
    title: content.title ?? content.path,
    version: content.version,
    steps: content.steps.map(toStep),
    opensWhen: (content.opens_when ?? []).map((id) => CONDITIONS[id]),
    ...(content.after === undefined ? {} : { after: content.after as PathId }),
  };
}

function extended(base: Playbook, parsed: ParsedPlaybook, problems: Problem[]): Playbook {
  const steps = [...base.steps];
  for (const [index, own] of parsed.content.steps.entries()) {
    const behind = own.behind === undefined ? steps.length - 1 : steps.findIndex(({ id }) => id === own.behind);
    if (behind === -1) {
      problems.push(at(parsed, ["steps", index, "behind"], `${own.behind} is no step of ${base.path}`));
    }
    steps.splice(behind + 1, 0, toStep(own));
  }
  for (const [index, change] of parsed.content.changes.entries()) {
    const where = steps.findIndex(({ id }) => id === change.step);
    const step = steps[where];
    if (step === undefined) {
      problems.push(at(parsed, ["changes", index, "step"], `${change.step} is no step of ${base.path}`));
    } else {
      steps[where] = changed(step, change);
    }
  }
  return { ...base, steps };
}

/** Only ever adds: the gates, needs and marks that were there stay. */
function changed(step: Step, change: Change): Step {
  const careful = joined(step.careful, change.careful);
  const outside = joined(step.outside, change.outside);
  return {
    ...step,
    needs: union(step.needs, change.needs),
    gates: withGates(step.gates ?? [], change.gates),
    ...(careful === "" ? {} : { careful }),
    ...(outside === "" ? {} : { outside }),
    ...(change.two_people === undefined ? {} : { twoPeople: true as const }),
  };
}

/** Ours first: a warning of ours is never replaced. */
function joined(ours: string | undefined, theirs: string | undefined): string {
  return [ours, theirs].filter((text) => text !== undefined).join(" ");
}

function toStep(own: OwnStep): Step {
  const isGuarded = own.irreversible === true || own.changes_registration === true;
  const words = typeof own.verified_by === "string" ? { words: own.verified_by } : own.verified_by;
  return {
    id: own.id,
    title: own.title,
    who: own.who,
    needs: own.needs,
    // Whatever a team's step does to a registration, a listed violation or a ban keeps it shut like ours.
    gates: withGates(isGuarded ? REGISTRATION_GATES : [], own.gates),
    does: own.does,
    sources: own.sources,
    ...(own.shown_when === undefined ? {} : { shownWhen: CONDITIONS[own.shown_when] }),
    ...(own.careful === undefined ? {} : { careful: own.careful }),
    ...(words === undefined
      ? {}
      : { verifiedBy: { words: words.words, ...(words.proof === undefined ? {} : { proof: words.proof }) } }),
    ...(own.outside === undefined ? {} : { outside: own.outside }),
    ...(own.irreversible === true ? { irreversible: true as const } : {}),
    ...(isGuarded ? { changesRegistration: true as const } : {}),
    ...(own.two_people === true ? { twoPeople: true as const } : {}),
    ...(own.remind_after_hours === undefined
      ? {}
      : {
          timer: {
            starts: "claimed" as const,
            afterMs: own.remind_after_hours.map((hours) => hours * HOUR),
            says: `Look again: ${own.title}`,
          },
        }),
  };
}

function withGates(gates: readonly Condition[], added: readonly (keyof typeof CONDITIONS)[]): readonly Condition[] {
  const known = new Set(gates.map(({ id }) => id));
  return [...gates, ...added.filter((id) => !known.has(id)).map((id) => CONDITIONS[id])];
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

function twice(parsed: ParsedPlaybook, seen: Map<string, string>): Problem[] {
  return parsed.content.steps.flatMap(({ id }, index) => {
    const other = seen.get(id);
    seen.set(id, parsed.file);
    return other === undefined ? [] : [at(parsed, ["steps", index, "id"], `${id} is in ${other} already`)];
  });
}

function references(parsed: ParsedPlaybook, playbooks: Playbooks): Problem[] {
  const ids = new Set(Object.values(playbooks).flatMap(({ steps }) => steps.map(({ id }) => id)));
  const missing = (list: "steps" | "changes") =>
    parsed.content[list].flatMap(({ needs }, index) =>
      needs.flatMap((id, nth) =>
        ids.has(id) ? [] : [at(parsed, [list, index, "needs", nth], `${id} is no step in any playbook`)],
      ),
    );
  const { after } = parsed.content;
  const unknownAfter = after !== undefined && playbooks[after] === undefined;
  return [
    ...missing("steps"),
    ...missing("changes"),
    ...(unknownAfter ? [at(parsed, ["after"], `${after} is no path`)] : []),
  ];
}

/** A step that waits for itself, however long the way round, can never be ticked. */
function cycles(files: readonly ParsedPlaybook[], playbooks: Playbooks): Problem[] {
  const needs = new Map(Object.values(playbooks).flatMap(({ steps }) => steps.map((step) => [step.id, step.needs])));
  function reaches(from: string, goal: string, seen: Set<string>): boolean {
    return (needs.get(from) ?? []).some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, goal, seen);
    });
  }
  return files.flatMap((parsed) => {
    const named = [
      ...parsed.content.steps.map(({ id }, index) => ({ id, path: ["steps", index] as const })),
      ...parsed.content.changes.map(({ step }, index) => ({ id: step, path: ["changes", index] as const })),
    ];
    return named
      .filter(({ id }) => reaches(id, id, new Set()))
      .map(({ id, path }) => at(parsed, path, `${id} waits for itself through its needs`));
  });
}

function at(parsed: ParsedPlaybook, path: readonly (string | number)[], reason: string): Problem {
  return { file: parsed.file, line: parsed.lineOf(path), reason };
}
