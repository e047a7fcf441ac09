import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** In one step, so that a demo that is killed never leaves half a file. */
export function writeJson(file: string, content: object): void {
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify(content));
  renameSync(draft, file);
}

/** `undefined` when there is no such file yet. */
export function readJson(file: string): object | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
