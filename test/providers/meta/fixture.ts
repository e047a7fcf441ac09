import { readFileSync } from "node:fs";

export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/meta/${name}.json`, import.meta.url), "utf8"));
}
