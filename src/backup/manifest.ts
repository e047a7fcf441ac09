import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../app/errors.ts";
import { isNewer } from "../store/schema-state.ts";

const FORMAT = "waba-locksmith backup";
const VERSION = 1;

/** The first line of a backup: what it is and what it needs. The second line has the key, all else is a tar. */
const Manifest = z.object({
  format: z.literal(FORMAT),
  version: z.int(),
  madeAt: z.iso.datetime(),
  madeBy: z.string().max(50),
  migrations: z.array(z.string()),
  /** Ids of the keys without which parts of it cannot be read. */
  keyIds: z.array(z.string()),
  tickets: z.int(),
  tarBytes: z.int(),
});
export type Manifest = z.infer<typeof Manifest>;

export function createManifest(about: Omit<Manifest, "format" | "version" | "madeBy">): Manifest {
  return { format: FORMAT, version: VERSION, madeBy: ownVersion(), ...about };
}

/** @throws AppError in words when this program cannot restore it. */
export function readManifest(line: string): Manifest {
  const { format, version, madeBy } = z
    .object({ format: z.unknown(), version: z.unknown(), madeBy: z.unknown() })
    .partial()
    .catch({})
    .parse(json(line));
  if (format !== FORMAT) throw foreign();
  const parsed = Manifest.safeParse(json(line));
  if (typeof version === "number" && version <= VERSION && parsed.success && !isNewer(parsed.data.migrations)) {
    return parsed.data;
  }
  const by = typeof madeBy === "string" ? ` (${madeBy.slice(0, 50)})` : "";
  throw new AppError(
    `This backup was made by a newer Locksmith${by}; this one is ${ownVersion()}. Restore it with that version.`,
  );
}

export function foreign(): AppError {
  return new AppError("This file is no backup of Locksmith. Name one that `npm run cli -- backup` made.");
}

/** `package.json` lies as far above the source as above what is built from it. */
function ownVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
