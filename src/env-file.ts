import { existsSync } from "node:fs";

/** Settings from `.env` in the working folder, where there is one; what the environment says already wins. */
export function readEnvFile(path = ".env"): void {
  if (existsSync(path)) process.loadEnvFile(path);
}
