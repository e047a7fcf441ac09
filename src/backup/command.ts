import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "../app/errors.ts";
import type { Instant } from "../domain/time.ts";

export type CommandIo = {
  /** Where npm was called (INIT_CWD), not where the package lies. */
  cwd: string;
  stdout: { write: (text: string) => unknown };
  stderr: { write: (text: string) => unknown };
  now: () => Instant;
};

export type StorageSettings = { dataDir: string; databaseUrl: string | null; encryptionKey: string | null };

export const DONE = 0;
const FAILED = 1;
const UNUSABLE = 2;

type Arguments = { path: string; force: boolean };
type Command = { usage: string; settings: StorageSettings; onServer: string };

/** What both commands share: one path, `--help`, exit codes, and a failure as one sentence. */
export async function runCommand(
  args: readonly string[],
  io: CommandIo,
  { usage, settings, onServer }: Command,
  work: (given: Arguments) => Promise<string>,
): Promise<number> {
  const read = readArguments(args);
  if (typeof read === "string") return say(io, `${read}\n\n${usage}`, UNUSABLE);
  if (read.help) {
    io.stdout.write(usage);
    return DONE;
  }
  if (read.path === undefined) return say(io, usage, UNUSABLE);
  if (settings.databaseUrl !== null) return say(io, onServer, UNUSABLE);
  try {
    const path = isAbsolute(read.path) ? read.path : join(io.cwd, read.path);
    io.stdout.write(`${await work({ path, force: read.force })}\n`);
    return DONE;
  } catch (error) {
    if (error instanceof UnusableError) return say(io, error.message, UNUSABLE);
    return say(io, sentenceOf(error), FAILED);
  }
}

/** What was asked for cannot be done as it was said. */
export class UnusableError extends AppError {
  override name = "UnusableError";
}

function readArguments(args: readonly string[]): { path: string | undefined; force: boolean; help: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { force: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (positionals.length > 1) return "Name one file.";
    return { path: positionals[0] || undefined, force: values.force === true, help: values.help === true };
  } catch (error) {
    // Node's first sentence names the option that it refuses.
    return `${error instanceof Error ? error.message.split(". ")[0] : String(error)}.`;
  }
}

function say(io: CommandIo, text: string, code: number): number {
  io.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
  return code;
}

const WORDS: Record<string, string> = {
  ENOSPC: "There is no room left on the disk. Make some, or choose another place.",
  EDQUOT: "There is no room left on the disk. Make some, or choose another place.",
  EACCES: "This user may not read or write there. Run this as the user of the bot.",
  EPERM: "This user may not read or write there. Run this as the user of the bot.",
  EROFS: "That disk can only be read. Choose another place.",
  EISDIR: "That is a folder. Name a file.",
};

function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  return WORDS[code] === undefined ? `It failed, and nothing was changed: ${message}` : `${WORDS[code]} (${message})`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function tickets(count: number): string {
  return count === 1 ? "1 ticket" : `${count} tickets`;
}
