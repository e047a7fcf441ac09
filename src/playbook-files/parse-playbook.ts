import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { PLAYBOOKS } from "../domain/playbooks/index.ts";
import { PlaybookFile } from "./schema.ts";

export type Problem = { file: string; line: number; reason: string };

/** One file as it was understood; `lineOf` leads from a place in it back to the text. */
export type ParsedPlaybook = {
  file: string;
  content: PlaybookFile;
  lineOf: (path: readonly (string | number)[]) => number;
};

export type ParseResult = { ok: true; playbook: ParsedPlaybook } | { ok: false; problems: readonly Problem[] };

const MAX_CHARACTERS = 200_000;

/** Text of one YAML file -> a playbook, or every problem with its line. What refers to other files comes later. */
export function parsePlaybookFile(file: string, text: string): ParseResult {
  if (text.length > MAX_CHARACTERS) return refused([{ file, line: 1, reason: "the file is larger than 200 kB" }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return refused(
      document.errors.map(({ pos, message }) => {
        return { file, line: lines.linePos(pos[0]).line, reason: `not valid YAML: ${message.split("\n")[0] ?? ""}` };
      }),
    );
  }
  function lineOf(path: readonly (string | number)[]): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
      const start = node?.range?.[0];
      if (start !== undefined) return lines.linePos(start).line;
    }
    return 1;
  }
  const parsed = PlaybookFile.safeParse(readValue(() => document.toJS({ maxAliasCount: 20 })));
  if (!parsed.success) {
    return refused(
      parsed.error.issues.map((issue) => ({ file, line: lineOf(keysOf(issue)), reason: reasonOf(issue) })),
    );
  }
  const problems = shapeProblems(parsed.data).map(({ path, reason }) => ({ file, line: lineOf(path), reason }));
  if (problems.length > 0) return refused(problems);
  return { ok: true, playbook: { file, content: parsed.data, lineOf } };
}

type Misplaced = { path: readonly (string | number)[]; reason: string };

/** What the fields say against each other, within this file alone. */
function shapeProblems(content: PlaybookFile): Misplaced[] {
  const isCustom = content.path.startsWith("custom:");
  const found: Misplaced[] = [];
  if (isCustom) {
    if (content.title === undefined) found.push({ path: ["path"], reason: "a path of your own needs a title" });
    if (!content.opens_when?.length) {
      found.push({ path: ["path"], reason: "a path of your own needs opens_when, or it never opens" });
    }
    if (content.steps.length === 0)
      found.push({ path: ["path"], reason: "a path of your own needs at least one step" });
  } else {
    for (const key of ["title", "opens_when", "after"] as const) {
      if (content[key] === undefined) continue;
      found.push({ path: [key], reason: `${key} belongs to a path of your own; ${content.path} is ours` });
    }
  }
  for (const [at, step] of content.steps.entries()) {
    const path = ["steps", at];
    const prefix = step.id.split(".")[0] ?? "";
    if (OUR_PREFIXES.has(prefix)) {
      const reason = OUR_STEPS.has(step.id)
        ? `${step.id} is a step of ours: put what you want to add to it under changes`
        : `ids that start with "${prefix}." are ours; choose a prefix of your own`;
      found.push({ path: [...path, "id"], reason });
    }
    if (step.who.some((actor) => actor !== "support") && step.outside === undefined) {
      found.push({ path, reason: `${step.id} is done by somebody outside Slack and needs a text for them (outside)` });
    }
    if ((step.irreversible || step.changes_registration) && step.needs.length === 0) {
      found.push({ path, reason: `${step.id} cannot be taken back: name the steps that must be done first (needs)` });
    }
  }
  return found;
}

const OUR_STEPS: ReadonlySet<string> = new Set(
  Object.values(PLAYBOOKS).flatMap(({ steps }) => steps.map(({ id }) => id)),
);
const OUR_PREFIXES: ReadonlySet<string> = new Set([...OUR_STEPS].map((id) => id.split(".")[0] ?? id));

/** Fields that exist in our own data and might be tried: the refusal says why they are not there. */
const NOT_TAKEN_AWAY = ["irreversible", "changes_registration", "verified_by", "shown_when", "remove", "remove_gates"];

function reasonOf(issue: z.core.$ZodIssue): string {
  const where = issue.path.filter((key) => typeof key === "string").join(".");
  if (issue.code === "unrecognized_keys") {
    const isChange = issue.path[0] === "changes";
    const kept = isChange && issue.keys.some((key) => NOT_TAKEN_AWAY.includes(key));
    const keys = issue.keys.join(", ");
    return kept
      ? `${keys}: a step of ours keeps its gates and its marks; a file can only add careful, needs, gates, outside or two_people`
      : `unknown field ${keys}`;
  }
  if (issue.code === "invalid_type" && issue.path.length === 0) return "must be a mapping with path and steps";
  return where === "" ? issue.message : `${where}: ${issue.message}`;
}

/** For a field that should not be there, the line of the field itself. */
function keysOf(issue: z.core.$ZodIssue): (string | number)[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const extra = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  return extra === undefined ? path : [...path, extra];
}

/** Too many aliases make the YAML library throw; that is a bad file like any other. */
function readValue(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function refused(problems: readonly Problem[]): ParseResult {
  return { ok: false, problems };
}
