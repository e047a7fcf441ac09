// tsc copies no .mjs file: a worker thread's file goes to dist by hand.
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

for (const entry of readdirSync("src", { recursive: true })) {
  if (entry.endsWith(".worker.mjs")) cpSync(join("src", entry), join("dist", entry));
}
