import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BREAKAGES } from "./breakages.ts";

const ROOT = join(import.meta.dirname, "../..");

test.each(BREAKAGES)("$name still finds its place in $file", ({ file, find }) => {
  expect(readFileSync(join(ROOT, file), "utf8").split(find)).toHaveLength(2);
});
