import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { AppError } from "../app/errors.ts";
import type { Instant } from "../domain/time.ts";
import { draftIn, removeDrafts } from "../store/data-folder.ts";
import { loadFiles } from "../store/embedded.ts";
import { keyFileIn } from "../store/encryption-key.ts";
import { lockFolder } from "../store/folder-lock.ts";
import { openSocketsFolder } from "../store/sockets-folder.ts";
import { meetSlackAgain } from "./after-restore.ts";
import type { Manifest } from "./manifest.ts";
import { extractTar, type Head, readHead } from "./read-backup.ts";
import { swapDatabase } from "./swap-database.ts";
import { withDatabase } from "./take-backup.ts";

type Wanted = { file: string; dataDir: string; now: Instant; progress: (says: string) => void };

export type Restored = { manifest: Manifest; encryptionKey: string | null; aside: string | null };

/** Puts the database of a backup into a data folder that no bot has open; what was there is kept beside it. */
export async function restoreBackup({ file, dataDir, now, progress }: Wanted): Promise<Restored> {
  const head = await readHead(file);
  const folder = resolve(dataDir);
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socketsFolder = openSocketsFolder(folder);
  let isDone = false;
  try {
    const lock = await lockFolder(socketsFolder, folder);
    try {
      removeDrafts(folder);
      const draft = await prepare({ file, head, folder, progress });
      const aside = swapDatabase(folder, draft, asideName(now));
      isDone = true;
      return { ...head, aside };
    } finally {
      removeDrafts(folder);
      await lock.release();
    }
  } finally {
    if (isNew && !isDone) {
      rmSync(folder, { recursive: true, force: true });
      rmSync(socketsFolder, { recursive: true, force: true });
    }
  }
}

type Prepared = { file: string; head: Head; folder: string; progress: Wanted["progress"] };

/** A folder with everything in it, known to open; nothing else has been touched. */
async function prepare({ file, head, folder, progress }: Prepared): Promise<string> {
  const draft = draftIn(folder);
  mkdirSync(draft, { mode: 0o700 });
  const tar = join(draft, "backup.tar");
  progress(`Reading ${basename(file)}…`);
  await extractTar(file, tar);
  progress("Loading the database…");
  await loadFiles(tar, join(draft, "postgres")).catch((error: unknown) => {
    throw new AppError(
      "The database in this backup does not open, so nothing was changed. Take an older backup, or the version of Locksmith that made it.",
      { cause: error },
    );
  });
  rmSync(tar);
  await withDatabase(draft, ({ pool }) => meetSlackAgain(pool, head.manifest.madeAt));
  if (head.encryptionKey !== null) writeFileSync(keyFileIn(draft), head.encryptionKey, { mode: 0o600, flush: true });
  return draft;
}

function asideName(now: Instant): string {
  return `before-restore-${now.slice(0, 19).replaceAll(":", "-")}Z`;
}
