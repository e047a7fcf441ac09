import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import { applyPlaybooks } from "./apply-playbooks.ts";
import { type ParsedPlaybook, type Problem, parsePlaybookFile } from "./parse-playbook.ts";

export type LoadedPlaybooks =
  | { ok: true; playbooks: Playbooks; own: number }
  | { ok: false; problems: readonly Problem[] };

type Files = { readDir: (folder: string) => Promise<readonly string[]>; readFile: (path: string) => Promise<string> };

const DISK: Files = { readDir: (folder) => readdir(folder), readFile: (path) => readFile(path, "utf8") };

/** All `.yaml` and `.yml` files of a folder on top of our playbooks, or every problem in all of them at once. */
export async function loadPlaybooks(folder: string, files: Files = DISK): Promise<LoadedPlaybooks> {
  const names = await files.readDir(folder).catch(() => undefined);
  if (names === undefined) {
    return {
      ok: false,
      problems: [{ file: folder, line: 0, reason: "the folder cannot be read: check that it exists" }],
    };
  }
  const problems: Problem[] = [];
  const parsed: ParsedPlaybook[] = [];
  for (const name of names.filter((candidate) => /\.ya?ml$/.test(candidate)).sort()) {
    const text = await files.readFile(join(folder, name)).catch(() => undefined);
    if (text === undefined) {
      problems.push({ file: name, line: 0, reason: "the file cannot be read" });
      continue;
    }
    const result = parsePlaybookFile(name, text);
    if (result.ok) parsed.push(result.playbook);
    else problems.push(...result.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  const applied = applyPlaybooks(parsed);
  return applied.ok ? { ...applied, own: parsed.length } : applied;
}

/** One problem as a sentence for the settings error at start. */
export function problemWords({ file, line, reason }: Problem): string {
  return line > 0 ? `${file}, line ${line}: ${reason}` : `${file}: ${reason}`;
}
