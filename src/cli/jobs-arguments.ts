import { parseArgs } from "node:util";
import type { Which } from "../app/ports/backlog.ts";

export type JobsArguments =
  | { ok: true; does: "help" }
  | { ok: true; does: "list"; json: boolean }
  | { ok: true; does: "retry"; which: Which; json: boolean }
  | { ok: false; says: string };

export const JOBS_USAGE = `jobs [--json]
jobs retry <id>… | --all [--json]

Lists what failed for good and what waits: jobs that nobody will try again, messages that Slack refused, and jobs
whose turn has not come. "retry" tries the first two again, by their ids or all of them. Mend the reason first.

  --json     print one JSON object instead of text
  --all      everything that failed for good
  --help     this text

It asks the running bot where the database is embedded, else it opens the database itself.
Exit code 0 when it is done, 1 when the bot or the database did not answer or something could not be tried again,
2 when the arguments are unusable.
Example: npm run --silent cli -- jobs retry --all
`;

const HINT = 'Run "jobs --help" to see what is understood.';

/** Reads the arguments after `jobs`; every refusal is a sentence that says what to do. */
export function readJobsArguments(args: readonly string[]): JobsArguments {
  const parsed = parse(args);
  if (typeof parsed === "string") return refuse(parsed);
  const { json = false, all = false, help = false } = parsed.values;
  const [word, ...ids] = parsed.positionals;
  if (help) return { ok: true, does: "help" };
  if (word === undefined) return all ? refuse("--all belongs to “jobs retry”.") : { ok: true, does: "list", json };
  if (word !== "retry") return refuse(`“${word.slice(0, 80)}” is not understood.`);
  if (all && ids.length > 0) return refuse("Give either ids or --all, not both.");
  if (!all && ids.length === 0) return refuse("Say which: one or more ids of the list, or --all.");
  return { ok: true, does: "retry", which: all ? "all" : [...new Set(ids)], json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" }, all: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    // Node's sentence names the option that it refuses; the rest of it is about its own syntax.
    return error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
  }
}

function refuse(says: string): JobsArguments {
  return { ok: false, says: `${/[.!?]$/.test(says) ? says : `${says}.`} ${HINT}` };
}
