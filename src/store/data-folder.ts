import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
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
