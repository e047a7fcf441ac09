import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../app/errors.ts";
import { codeOf } from "./database-error.ts";

export type DataFolder = "missing" | "without_database" | "with_database" | "unreadable";

/** What a data folder has before anybody opens it. Changes nothing. */
export async function lookAtFolder(dataDir: string): Promise<DataFolder> {
  try {
    return (await readdir(dataDir)).includes("postgres") ? "with_database" : "without_database";
  } catch (error) {
    return codeOf(error) === "ENOENT" ? "missing" : "unreadable";
  }
}

/** Bytes of all files below. A database removes files meanwhile, so what is gone counts nothing. */
export async function sizeOf(path: string): Promise<number> {
  try {
    const entry = await lstat(path);
    if (!entry.isDirectory()) return entry.size;
    let bytes = 0;
    for (const name of await readdir(path)) bytes += await sizeOf(join(path, name));
    return bytes;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

const DRAFT = "postgres.new-";

/** A name for something that takes its place in the data folder by a rename, or is removed. */
export function draftIn(dataDir: string): string {
  return join(dataDir, `${DRAFT}${randomUUID().slice(0, 8)}`);
}

/** What a killed process left half-made. Only for the process that has locked the folder. */
export function removeDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(DRAFT)) rmSync(join(dataDir, name), { recursive: true });
  }
}

/** Stands in the data folder while a restore changes one database for another. */
export function restoreMark(dataDir: string): string {
  return join(dataDir, "restore-unfinished");
}

/** Half a restore must not look like a folder whose first start is due: the bot would begin with an empty database. */
export function assertNoRestoreUnfinished(dataDir: string): void {
  if (!existsSync(restoreMark(dataDir))) return;
  throw new ConfigError([
    `A restore into ${dataDir} was interrupted. Run it again with the same file: npm run cli -- restore <file>. What was there before is kept beside it.`,
  ]);
}
