import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../app/errors.ts";
import { codeOf } from "./database-error.ts";

/**
 * A short private folder for the sockets of one data folder: a socket's path ends at 107 bytes and Node cuts a longer
 * one without a word. Its path is kept in the data folder, in a file named after the folder's inode, so that a copy of
 * the data folder gets sockets of its own.
 */
export function openSocketsFolder(dataDir: string): string {
  const note = noteOf(dataDir);
  const folder = readNote(note) ?? writeNote(note);
  // The system empties its temporary folder at a restart; the path stays the same for all who read the note.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  assertPrivate(folder, note);
  return folder;
}

/** The folder that a bot made for its sockets, or undefined where there is none. Changes nothing. */
export function findSocketsFolder(dataDir: string): string | undefined {
  const note = noteOf(dataDir);
  const folder = readNote(note);
  if (folder === undefined || !existsSync(folder)) return undefined;
  assertPrivate(folder, note);
  return folder;
}

function noteOf(dataDir: string): string {
  return join(dataDir, `sockets-${statSync(dataDir).ino}`);
}

function readNote(note: string): string | undefined {
  try {
    return readFileSync(note, "utf8").trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Of two processes that write at once, the first wins and the other reads its note: `link` refuses an existing name. */
function writeNote(note: string): string {
  const folder = mkdtempSync(join(tmpdir(), "wl-"));
  const draft = `${note}.${process.pid}.${folder.slice(-6)}`;
  writeFileSync(draft, `${folder}\n`, { mode: 0o600 });
  try {
    linkSync(draft, note);
    return folder;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    rmSync(folder, { recursive: true });
    return readFileSync(note, "utf8").trim();
  } finally {
    rmSync(draft);
  }
}

function assertPrivate(folder: string, note: string): void {
  const { mode, uid } = lstatSync(folder);
  const isOurs = lstatSync(folder).isDirectory() && uid === process.getuid?.() && (mode & 0o077) === 0;
  if (isOurs) return;
  throw new ConfigError([
    `${folder} is not a private folder of this user. Run this as the user of the bot; if you do, stop the bot, delete ${note}, and start it again.`,
  ]);
}
