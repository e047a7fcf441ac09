import { closeSync, createWriteStream, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { AppError } from "../app/errors.ts";
import type { Manifest } from "./manifest.ts";

type Content = { manifest: Manifest; encryptionKey: string | null; tar: Blob };

/** The whole backup under its name, or nothing: it is written beside it first. Answers its size in bytes. */
export async function writeBackup(target: string, content: Content, { overwrite }: { overwrite: boolean }) {
  const draft = `${target}.part-${process.pid}`;
  try {
    // It holds the key: nobody else may read it, not even while it is written.
    await pipeline(partsOf(content), createGzip(), createWriteStream(draft, { flags: "wx", mode: 0o600 }));
    syncPath(draft);
    if (existsSync(target) && !overwrite) throw targetExists(target);
    renameSync(draft, target);
    syncPath(dirname(target));
    return statSync(target).size;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

export function targetExists(target: string): AppError {
  return new AppError(`${target} is there already. Choose another name, or add --force to replace it.`);
}

/** A rename reaches the disk with its folder. */
export function syncPath(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function* partsOf({ manifest, encryptionKey, tar }: Content): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(manifest)}\n${JSON.stringify({ encryptionKey })}\n`);
  yield* tar.stream() as unknown as AsyncIterable<Uint8Array>;
}
