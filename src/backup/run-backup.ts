import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Instant } from "../domain/time.ts";
import { type CommandIo, megabytes, runCommand, type StorageSettings, tickets, UnusableError } from "./command.ts";
import { type Taken, takeBackup } from "./take-backup.ts";
import { targetExists } from "./write-backup.ts";

const USAGE = `backup <file or folder> [--force]

Writes the embedded database of DATA_DIR and its key into one file. The bot may run meanwhile.

  <file or folder>  where to, relative to where you called npm; in a folder the file gets the time as its name
  --force           replace a file that is there already
  --help            this text

Exit code 0 when the backup is complete, 1 when it failed, 2 when the arguments are unusable.
Example: npm run cli -- backup /mnt/backups
`;

const ON_SERVER =
  'DATABASE_URL is set, so the tickets are on a Postgres server: back it up with pg_dump --format=custom --file=locksmith.dump "$DATABASE_URL", and keep ENCRYPTION_KEY apart from it but as safe, because without it no API key in the dump can be read.';

export function runBackup(args: readonly string[], settings: StorageSettings, io: CommandIo): Promise<number> {
  return runCommand(args, io, { usage: USAGE, settings, onServer: ON_SERVER }, async ({ path, force }) => {
    const now = io.now();
    const target = targetFor(path, now);
    if (existsSync(target) && !force) throw new UnusableError(targetExists(target).message);
    const progress = (says: string) => void io.stderr.write(`${says}\n`);
    const taken = await takeBackup({ dataDir: settings.dataDir, target, overwrite: force, now, progress });
    const sizes = `${megabytes(taken.fileBytes)}, from a database of ${megabytes(taken.databaseBytes)}`;
    return `Backed up ${tickets(taken.tickets)} to ${target} (${sizes}).\n${KEY_WORDS[taken.key]}`;
  });
}

const KEY_WORDS: Record<Taken["key"], string> = {
  in_the_file:
    "The encryption key is in it: whoever has this file can read every API key. Keep it as you would keep the key.",
  elsewhere:
    "CAREFUL: the encryption key is NOT in it. The database was encrypted with the setting ENCRYPTION_KEY: keep that as well, because without it the restored database cannot be used.",
  none_needed: "Nothing in it is encrypted yet.",
};

function targetFor(path: string, now: Instant): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    return join(path, `locksmith-${now.slice(0, 19).replaceAll(":", "-")}Z.backup`);
  }
  const folder = path.endsWith("/") ? path : dirname(path);
  if (!existsSync(folder)) throw new UnusableError(`There is no folder ${folder}. Create it first.`);
  return path;
}
