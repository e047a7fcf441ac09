import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CAUSES } from "../../../src/domain/diagnosis/cause.ts";
import { CAUSE_NAMES } from "../../../src/domain/diagnosis/cause-words.ts";

const FOLDER = join(import.meta.dirname, "../../../docs/causes");
const HEADINGS = ["What it means", "How we know", "What support does", "When it is not this", "Sources"];

describe("docs/causes", () => {
  test("has one page for each cause and no other", () => {
    const pages = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ""));
    expect(pages.sort()).toEqual([...CAUSES].sort());
  });

  test.each(CAUSES)("%s has the same headings, each with text, and a source", (cause) => {
    const page = readFileSync(join(FOLDER, `${cause}.md`), "utf8");
    const [title = "", ...sections] = page.split(/^## /m);
    expect(title.toLowerCase()).toContain(CAUSE_NAMES[cause].toLowerCase());
    expect(sections.map((section) => section.split("\n")[0])).toEqual(HEADINGS);
    for (const section of sections) expect(section.split("\n").slice(1).join("").trim().length).toBeGreaterThan(20);
    expect(sections.at(-1)).toMatch(/https:\/\/|Field reports/);
  });
});
