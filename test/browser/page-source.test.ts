import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const PAGE = new URL("../../sandbox/page/", import.meta.url).pathname;
const SOURCES = readdirSync(PAGE, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(js|css|html)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(PAGE, name), "utf8") }));

const naming = (pattern: RegExp): string[] => SOURCES.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

it("the page never reads text as HTML or as code", () => {
  expect(SOURCES.length).toBeGreaterThan(30);
  expect(
    naming(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc/),
  ).toEqual([]);
});

it("the page loads nothing from elsewhere", () => {
  const loads = /(?:src|href|import|from|url\()\s*[=(]?\s*["'`]?(?:https?:)?\/\/(?!www\.w3\.org)/;
  expect(naming(loads)).toEqual([]);
});
