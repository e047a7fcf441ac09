import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/locksmith");

/** The program that runs in production, compiled once for each state of the source: a bot killed often starts often. */
export function buildBot(): string {
  const folder = join(CACHE, `built-${fingerprint()}`);
  if (!existsSync(folder)) {
    // Beside node_modules, so that the built files find their packages, but not in `dist`, which others may be running.
    const draft = join(CACHE, `built-draft-${randomUUID()}`);
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, "package.json"), JSON.stringify({ type: "module" }));
    const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: ROOT });
    node("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", draft);
    node("scripts/copy-workers.mjs", draft);
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return join(folder, "main.js");
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  hash.update(readFileSync(join(ROOT, "package-lock.json")));
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8", withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) hash.update(path).update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}
