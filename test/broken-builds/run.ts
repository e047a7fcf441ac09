// Breaks the bot on purpose, one mistake at a time, in a copy, and shows that the suite notices each for its own
// reason: `npm run broken-builds [-- words of its name]`. It takes some minutes and is no part of `npm test`.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BREAKAGES, type Breakage } from "./breakages.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The part of the suite that drives the whole bot and renders everything. */
const SUITE = [
  "test/e2e/main-job.test.ts",
  "test/e2e/three-seconds.test.ts",
  "test/manifest.test.ts",
  "test/slack/views",
];

/** `tests` are those that failed with the words that name this mistake. */
type Result = { name: string; failed: number; tests: readonly string[] };

function copyOfTheBot(): string {
  const folder = mkdtempSync(join(tmpdir(), "locksmith-broken-"));
  const { stdout } = spawnSync("git", ["ls-files", "-coz", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  for (const file of stdout.split("\0").filter(Boolean))
    cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function breakIn(folder: string, { name, file, find, replace }: Breakage): void {
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  if (source.split(find).length !== 2) throw new Error(`“${name}” does not find its place in ${file} any more.`);
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
}

function run(folder: string, because: RegExp): Omit<Result, "name"> {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", ...SUITE, "--reporter=default"],
    { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 64 * 1024 * 1024 },
  );
  const output = `${stdout}${stderr}`;
  const failures = output.split(/^ FAIL {2}/m).slice(1);
  const noticing = failures.filter((failure) => because.test(failure));
  const tests = [...new Set(noticing.map((failure) => failure.split("\n")[0] ?? ""))];
  return { failed: status === 0 ? 0 : Math.max(1, failures.length), tests };
}

function tryOne(name: string, change: (folder: string) => void, because: RegExp): Result {
  const folder = copyOfTheBot();
  try {
    change(folder);
    return { name, ...run(folder, because) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2).join(" ");
const whole = tryOne("as it is", () => {}, /./);
console.log(`as it is: ${whole.failed} failed`);
let isProved = whole.failed === 0;
for (const breakage of BREAKAGES.filter(({ name }) => name.includes(wanted))) {
  const result = tryOne(breakage.name, (folder) => breakIn(folder, breakage), breakage.because);
  const isNoticed = result.tests.length > 0;
  isProved &&= isNoticed;
  console.log(
    `${breakage.name}: ${result.failed} failed, ${isNoticed ? `for its reason ${breakage.because}` : "NOT NOTICED"}`,
  );
  for (const title of result.tests.slice(0, 3)) console.log(`  × ${title}`);
}
process.exitCode = isProved ? 0 : 1;
