import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "../app/errors.ts";
import type { Instant } from "../domain/time.ts";
import { askForCopy } from "../http/ask-bot.ts";
import { lookAtFolder } from "../store/data-folder.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { keyIdsOf, readKeyFile } from "../store/encryption-key.ts";
import { findSocketsFolder } from "../store/sockets-folder.ts";
import { readContents } from "./contents.ts";
import { copyDatabase } from "./copy-database.ts";
import { createManifest } from "./manifest.ts";
import { writeBackup } from "./write-backup.ts";

type Wanted = {
  dataDir: string;
  target: string;
  overwrite: boolean;
  now: Instant;
  /** Says what is being done, for whoever waits. */
  progress: (says: string) => void;
};

export type Taken = {
  tickets: number;
  databaseBytes: number;
  fileBytes: number;
  /** `elsewhere`: it was encrypted with a key that is not the key file's. */
  key: "in_the_file" | "elsewhere" | "none_needed";
};

/** A backup of the database in a data folder, whether a bot has it open or not. */
export async function takeBackup({ dataDir, target, overwrite, now, progress }: Wanted): Promise<Taken> {
  const copy = await copyOf(dataDir, progress);
  try {
    // Opened once, so that what is written is known to open.
    return await withDatabase(copy, async ({ pool, files }) => {
      const contents = await readContents(pool);
      const encryptionKey = readKeyFile(dataDir) ?? null;
      progress("Reading the copy…");
      const tar = await files.dump();
      progress(`Writing ${target}…`);
      const manifest = createManifest({
        madeAt: now,
        migrations: [...contents.migrations],
        keyIds: [...contents.keyIds],
        tickets: contents.tickets,
        tarBytes: tar.size,
      });
      const fileBytes = await writeBackup(target, { manifest, encryptionKey, tar }, { overwrite });
      const key = whereKeyIs(contents.keyIds, encryptionKey);
      return { tickets: contents.tickets, databaseBytes: tar.size, fileBytes, key };
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function whereKeyIs(needed: readonly string[], encryptionKey: string | null): Taken["key"] {
  const held = encryptionKey === null ? [] : keyIdsOf(encryptionKey, "The key file");
  if (needed.some((id) => !held.includes(id))) return "elsewhere";
  return encryptionKey === null ? "none_needed" : "in_the_file";
}

/** The folder of a copy, which is the caller's to remove. */
async function copyOf(dataDir: string, progress: Wanted["progress"]): Promise<string> {
  const folder = await lookAtFolder(dataDir);
  if (folder === "unreadable") throw new AppError(`${dataDir} cannot be read. Run this as the user of the bot.`);
  if (folder !== "with_database") {
    throw new AppError(`There is no database in ${dataDir}. Check DATA_DIR; the first start of the bot creates it.`);
  }
  const socketsFolder = findSocketsFolder(dataDir);
  progress("Copying the database…");
  const asked = socketsFolder === undefined ? undefined : await askForCopy(socketsFolder);
  if (asked?.by === "bot") return join(resolve(dataDir), asked.answer);
  if (asked?.by === "silent") {
    throw new AppError(
      "A bot has the database open, but made no copy of it. It may be starting or stopping: try again in a minute. If it stays so, its log says why; a stopped bot's database can be backed up as well.",
    );
  }
  return withDatabase(dataDir, ({ files }) => copyDatabase(files, dataDir), { keepSockets: true });
}

type Opened = { pool: Database["pool"]; files: NonNullable<Database["files"]> };

export async function withDatabase<T>(
  dataDir: string,
  work: (opened: Opened) => Promise<T>,
  { keepSockets = false } = {},
): Promise<T> {
  const { pool, files, socketsFolder, close } = await openDatabase({ dataDir, lookOnly: true });
  try {
    if (files === null) throw new Error("A data folder has an embedded database.");
    return await work({ pool, files });
  } finally {
    await close();
    if (socketsFolder !== null && !keepSockets) rmSync(socketsFolder, { recursive: true, force: true });
  }
}
