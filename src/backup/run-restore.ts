import { statSync } from "node:fs";
import { keyIdsOf } from "../store/encryption-key.ts";
import { REF_GAP } from "./after-restore.ts";
import { type CommandIo, runCommand, type StorageSettings, tickets, UnusableError } from "./command.ts";
import { type Restored, restoreBackup } from "./restore-backup.ts";

const USAGE = `restore <file>

Puts the database and the key of a backup into DATA_DIR. Stop the bot first. What is there now is kept beside it.

  <file>   what backup wrote, relative to where you called npm
  --help   this text

Exit code 0 when it is restored, 1 when it failed and nothing was changed, 2 when the arguments are unusable.
Example: npm run cli -- restore /mnt/backups/locksmith-2026-03-02T10-00-00Z.backup
`;

const ON_SERVER =
  'DATABASE_URL is set, so the tickets belong on a Postgres server: restore a dump with pg_restore --clean --if-exists --dbname="$DATABASE_URL" locksmith.dump while no bot runs, and start the bot with the ENCRYPTION_KEY of that dump.';

export function runRestore(args: readonly string[], settings: StorageSettings, io: CommandIo): Promise<number> {
  return runCommand(args, io, { usage: USAGE, settings, onServer: ON_SERVER }, async ({ path }) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new UnusableError(`There is no file ${path}.`);
    if (!found.isFile()) throw new UnusableError(`${path} is no file. Name the backup itself.`);
    const progress = (says: string) => void io.stderr.write(`${says}\n`);
    const restored = await restoreBackup({ file: path, dataDir: settings.dataDir, now: io.now(), progress });
    return [...restoredWords(restored, settings)].join("\n");
  });
}

/** What was done, and what is left to do before the bot starts. */
export function* restoredWords(
  { manifest, encryptionKey, aside }: Restored,
  settings: StorageSettings,
): Generator<string> {
  const made = `${manifest.madeAt.slice(0, 10)} ${manifest.madeAt.slice(11, 16)} UTC`;
  yield `Restored ${tickets(manifest.tickets)} of ${made} into ${settings.dataDir}.`;
  if (aside !== null) yield `What was there before is in ${aside}; delete it when you are sure.`;
  yield `New tickets count on ${REF_GAP} higher, so that no card of a ticket filed since then speaks for another one.`;
  const held = settings.encryptionKey ?? encryptionKey;
  const ids = held === null ? [] : keyIdsOf(held, "The key");
  if (manifest.keyIds.every((id) => ids.includes(id))) return;
  yield settings.encryptionKey === null
    ? "CAREFUL: its encryption key is not in the backup. Set ENCRYPTION_KEY to the one it was made with before you start the bot."
    : "CAREFUL: ENCRYPTION_KEY is set to another key than the one this database was encrypted with. Set it to that one, or unset it to use the key of the backup, before you start the bot.";
}
