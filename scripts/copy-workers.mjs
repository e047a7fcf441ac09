// tsc copies no .mjs file: the file of a worker thread goes to the built program by hand.
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

const target = process.argv[2] ?? "dist";

for (const entry of readdirSync("src", { recursive: true })) {
  if (entry.endsWith(".worker.mjs")) cpSync(join("src", entry), join(target, entry));
}
