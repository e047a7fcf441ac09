// Names what failed and adds up vitest's JSON results in the last line. Exits 1 when something failed, or when nothing
// ran at all.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

let passed = 0;
let failed = 0;
let skipped = 0;

for (const file of process.argv.slice(2)) {
  const results = readResults(file);
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  skipped += results.numPendingTests + results.numTodoTests;
  // A file that could not even be loaded has no tests to fail.
  const unloaded = results.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  );
  failed += unloaded.length;
  for (const { name, message } of unloaded) report(name, message);
  for (const { name, assertionResults } of results.testResults) {
    for (const one of assertionResults) {
      if (one.status === "failed") report(`${name} > ${one.fullName}`, one.failureMessages[0]);
    }
  }
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** The log of a run is long: what failed stands once more at its end. */
function report(name, message = "") {
  console.log(`failed: ${relative(process.cwd(), name)}`);
  for (const line of message.split("\n").slice(0, 12)) console.log(`    ${line.slice(0, 400)}`);
}

/** A run that ended before its first test left no file. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
