import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restoreMark } from "../store/data-folder.ts";
import { syncPath } from "./write-backup.ts";

const PARTS = ["postgres", "encryption.key"];

/**
 * Changes the database and key of a data folder for those of `draft`, and answers the folder with the old ones, if there
 * were any. Several renames are no atom: the mark keeps a bot from starting between them, and names where the old parts
 * go, so that the same restore made again ends well. The data folder itself stays, because it may be a mounted volume.
 */
export function swapDatabase(folder: string, draft: string, asideName: string): string | null {
  const mark = restoreMark(folder);
  const aside = join(folder, readMark(mark) ?? asideName);
  writeFileSync(mark, aside.slice(folder.length + 1), { mode: 0o600, flush: true });
  syncPath(folder);
  for (const part of PARTS) putAside(join(folder, part), aside, part);
  for (const part of PARTS) {
    if (existsSync(join(draft, part))) renameSync(join(draft, part), join(folder, part));
  }
  syncPath(folder);
  rmSync(mark);
  syncPath(folder);
  return existsSync(aside) ? aside : null;
}

function readMark(mark: string): string | undefined {
  return existsSync(mark) ? readFileSync(mark, "utf8").trim() || undefined : undefined;
}

/** Where the old part is aside already, what stands here is an interrupted restore's. */
function putAside(path: string, aside: string, part: string): void {
  if (!existsSync(path)) return;
  if (existsSync(join(aside, part))) {
    rmSync(path, { recursive: true });
    return;
  }
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  renameSync(path, join(aside, part));
  syncPath(aside);
}
