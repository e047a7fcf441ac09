import { ConfigError } from "./app/errors.ts";
import { PLAYBOOKS } from "./domain/playbooks/index.ts";
import type { Playbooks } from "./domain/playbooks/playbook.ts";
import { loadPlaybooks, problemWords } from "./playbook-files/load-playbooks.ts";

/**
 * The built-in playbooks with a team's own files on top; `own` counts the files.
 * @throws ConfigError with file, line and reason for every problem in every file
 */
export async function loadTeamPlaybooks(folder: string | null): Promise<{ playbooks: Playbooks; own: number }> {
  if (folder === null) return { playbooks: PLAYBOOKS, own: 0 };
  const loaded = await loadPlaybooks(folder);
  if (!loaded.ok) throw new ConfigError(loaded.problems.map((problem) => `PLAYBOOKS_DIR: ${problemWords(problem)}`));
  return loaded;
}
