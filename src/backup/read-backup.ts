import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { AppError } from "../app/errors.ts";
import { foreign, type Manifest, readManifest } from "./manifest.ts";

export type Head = { manifest: Manifest; encryptionKey: string | null };

const LONGEST_HEAD = 1_000_000;
const Key = z.object({ encryptionKey: z.string().max(10_000).nullable() });

/** What a backup says of itself; writes nothing. */
export async function readHead(file: string): Promise<Head> {
  const read: { head?: Head } = {};
  await asBackup(read, async () => {
    for await (const _ of bodyOf(unpacked(file), read)) break;
  });
  if (read.head === undefined) throw foreign();
  return read.head;
}

/** Writes the tar of a backup into a file of its own. gzip's checksum and the length tell a whole one from a part. */
export async function extractTar(file: string, tar: string): Promise<void> {
  const read: { head?: Head } = {};
  const target = createWriteStream(tar, { flags: "wx", mode: 0o600 });
  await asBackup(read, () => pipeline(bodyOf(unpacked(file), read), target));
  if (target.bytesWritten !== read.head?.manifest.tarBytes) throw damaged();
}

function unpacked(file: string): AsyncIterable<Buffer> {
  const source = createReadStream(file);
  const unzip = createGunzip();
  source.once("error", (error) => unzip.destroy(error));
  unzip.once("close", () => source.destroy());
  return source.pipe(unzip);
}

/** Takes the two lines off the start and hands on what follows. */
async function* bodyOf(chunks: AsyncIterable<Buffer>, read: { head?: Head }): AsyncGenerator<Buffer> {
  let start = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (read.head !== undefined) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    const first = start.indexOf("\n");
    const second = first === -1 ? -1 : start.indexOf("\n", first + 1);
    if (second === -1) {
      if (start.length > LONGEST_HEAD) throw foreign();
      continue;
    }
    const manifest = readManifest(start.toString("utf8", 0, first));
    const key = Key.safeParse(JSON.parse(start.toString("utf8", first + 1, second)));
    if (!key.success) throw damaged();
    read.head = { manifest, encryptionKey: key.data.encryptionKey };
    yield start.subarray(second + 1);
  }
}

/** zlib's errors in words: before the first lines it is another kind of file, after them a damaged backup. */
async function asBackup(read: { head?: Head }, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (/^Z_/.test(code) || error instanceof SyntaxError) throw read.head === undefined ? foreign() : damaged();
    throw error;
  }
}

function damaged(): AppError {
  return new AppError(
    "This backup is cut off or damaged, so nothing was restored. Copy it again from where it is kept, or take an older one.",
  );
}
