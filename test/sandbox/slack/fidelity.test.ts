import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FIDELITY } from "./fidelity.ts";

const README = readFileSync(join(import.meta.dirname, "../../../sandbox/README.md"), "utf8");
const SOURCES = readdirSync(import.meta.dirname)
  .filter((name) => (name.endsWith(".test.ts") || name.endsWith("-cases.ts")) && name !== "fidelity.test.ts")
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), "utf8") }));

// A test's name, or the first cell of a row that is a test's name: both begin with ids in brackets.
const NAME = /(?:\btest\(|\bit\(|\)\(|\[)\s*["'`]((?:\[[a-z]+\.[a-z0-9_]+\] )+)/g;
const named = SOURCES.flatMap(({ text }) =>
  [...text.matchAll(NAME)].flatMap(([, ids = ""]) => [...ids.matchAll(/\[(.*?)\]/g)].map(([, id = ""]) => id)),
);
const tested = FIDELITY.filter(({ notUsed }) => notUsed === undefined);
const unverified = FIDELITY.filter((rule) => rule.unverified).map(({ id }) => id);

test("every rule the bot relies on has a test, and no other rule has one", () => {
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(named)].sort()).toEqual(tested.map(({ id }) => id).sort());
});

test("none of these tests is skipped", () => {
  const skipped = SOURCES.filter(({ text }) =>
    /\b(?:test|it|describe)\.(?:skip|todo|only|fails|skipIf|runIf)\b/.test(text),
  );
  expect(skipped.map(({ name }) => name)).toEqual([]);
});

test("every rule has an id of its own, a sentence and a public source", () => {
  const ids = FIDELITY.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const source = /^(?:https:\/\/[\w.-]+\/\S+|[\w.-]+\/[\w.-]+(?:#\d+|:[\w./-]+))$/;
  expect(FIDELITY.filter((one) => !one.source.split(" ").every((part) => source.test(part)))).toEqual([]);
  expect(FIDELITY.filter(({ rule }) => rule.length < 8)).toEqual([]);
});

test("README names exactly the rules that nobody verified", () => {
  const chapter = README.split("## What is not verified")[1]?.split("\n## ")[0] ?? "";
  const rows = [...chapter.matchAll(/^\| `([a-z]+\.[a-z0-9_]+)` \|/gm)].map(([, id = ""]) => id);
  expect(rows.sort()).toEqual([...unverified].sort());
});

test("says how many rules are held", () => {
  const unused = FIDELITY.length - tested.length;
  console.log(
    `local Slack: ${tested.length} rules tested (${unverified.length} of them not verified against the real Slack), ${unused} not used by the bot`,
  );
  expect(tested.length).toBeGreaterThan(150);
});
