import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseBlocks } from "../../../sandbox/slack/block-kit/normalise.ts";
import { checkBlocks, checkView, countText } from "../../../sandbox/slack/block-kit/validate.ts";
import type { JsonObject } from "../../../sandbox/slack/json.ts";
import { actions, LIMITS, many, REFUSED, VIEW_LIMITS, x } from "./block-kit-cases.ts";
import { aButton, aModal, aTextInput, divider, plain, section } from "./blocks.ts";

const json = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

test.each(LIMITS)("%s: %i pass and one more does not", (_, most, blocks) => {
  expect(checkBlocks(json({ b: blocks(most) }).b, "message")).toEqual([]);
  expect(checkBlocks(json({ b: blocks(most + 1) }).b, "message")).not.toEqual([]);
});

test.each(VIEW_LIMITS)("%s: %i pass and one more does not", (_, most, view) => {
  expect(checkView(json(view(most)))).toEqual([]);
  expect(checkView(json(view(most + 1)))).not.toEqual([]);
});

test("[refuse.alert_surface] [refuse.container_surface] an alert belongs into modals only, a container into messages only", () => {
  const alert = json({ b: [{ type: "alert", text: plain("Careful") }] }).b;
  expect(checkBlocks(alert, "modal")).toEqual([]);
  expect(checkBlocks(alert, "message")).not.toEqual([]);
  const container = json({ b: [{ type: "container", title: plain("More"), child_blocks: [divider] }] }).b;
  expect(checkBlocks(container, "message")).toEqual([]);
  expect(checkBlocks(container, "modal")).not.toEqual([]);
});

test.each(REFUSED)("refuses %s", (_, blocks) => {
  expect(checkBlocks(json({ b: blocks }).b, "message")).not.toEqual([]);
});

test("[refuse.input_without_submit] an input in a modal needs a submit button", () => {
  const { submit: _, ...without } = aModal();
  expect(checkView(json(without))).toEqual([{ pointer: "/view", message: "missing required field: submit" }]);
});

test("the same action_id in two blocks is fine", () => {
  expect(checkBlocks(json({ b: [actions(aButton("a")), actions(aButton("a"))] }).b, "message")).toEqual([]);
});

/** Sentences and pointers as error reports quote them. */
const WORDING: readonly [name: string, blocks: object[], problem: { pointer: string; message: string }][] = [
  [
    "[blocks.wording] a key nobody knows",
    [{ ...section("a"), colour: "red" }],
    { pointer: "/blocks/0", message: "invalid additional property: colour" },
  ],
  [
    "[blocks.wording] something that is missing",
    [{ type: "header" }],
    { pointer: "/blocks/0", message: "missing required field: text" },
  ],
  [
    "[blocks.wording] too many of a list",
    [{ type: "section", fields: many(11, () => plain("a")) }],
    { pointer: "/blocks/0/fields", message: "no more than 10 items allowed" },
  ],
  [
    "[blocks.wording] a text that is too long",
    [section(x(3001))],
    { pointer: "/blocks/0/text/text", message: "must be less than 3001 characters" },
  ],
];

test.each(WORDING)("%s is said in those words", (_, blocks, problem) => {
  expect(checkBlocks(json({ b: blocks }).b, "message")).toContainEqual(problem);
});

test("what passed still passes after ids were filled in, and then everything has ids", () => {
  const blocks = [json(actions(aButton("a"))), json(aTextInput("n")), json(section("hello"))];
  const kept = normaliseBlocks(blocks);
  expect(checkBlocks(kept, "message")).toEqual([]);
  expect(kept.every((block) => typeof block.block_id === "string")).toBe(true);
});

test("counts the text of nested blocks", () => {
  expect(countText(json({ b: [section("abc"), { type: "context", elements: [plain("de")] }] }))).toBe(5);
});

test("never throws, whatever an app sends", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      checkBlocks(value as never, "message");
      checkView({ type: "modal", blocks: value as never });
      countText(value as never);
    }),
  );
});
