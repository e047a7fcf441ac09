import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { draftIn } from "../store/data-folder.ts";
import type { Files } from "../store/embedded.ts";

/**
 * Copies a running database beside itself, where the next start would remove it, and answers the copy's folder.
 * The bot waits for the copy alone; what makes a backup of it is done by whoever asked.
 */
export async function copyDatabase(files: Files, dataDir: string): Promise<string> {
  const copy = draftIn(resolve(dataDir));
  mkdirSync(copy, { mode: 0o700 });
  try {
    await files.copyTo(join(copy, "postgres"));
    return copy;
  } catch (error) {
    rmSync(copy, { recursive: true, force: true });
    throw error;
  }
}
