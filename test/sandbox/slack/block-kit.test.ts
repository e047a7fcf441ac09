import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseBlocks } from "../../../sandbox/slack/block-kit/normalise.ts";
import { checkBlocks, checkView, countText } from "../../../sandbox/slack/block-kit/validate.ts";
import type { JsonObject } from "../../../sandbox/slack/json.ts";
import { aButton, aModal, aTextInput, divider, options, plain, section } from "./blocks.ts";

const x = (length: number): string => "x".repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const json = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const actions = (...elements: object[]) => ({ type: "actions", elements });
const select = (more: object = {}) => ({ type: "static_select", action_id: "s", options: options("a"), ...more });

/** Limits of https://docs.slack.dev/reference/block-kit and nicklambourne/slackblocks spec/limits.json: largest that passes. */
const LIMITS: readonly [what: string, most: number, blocks: (size: number) => object[]][] = [
  ["blocks of a message", 50, (n) => many(n, () => divider)],
  ["characters of a section", 3000, (n) => [section(x(n))]],
  ["fields of a section", 10, (n) => [{ type: "section", fields: many(n, () => plain("a")) }]],
  ["characters of a field", 2000, (n) => [{ type: "section", fields: [plain(x(n))] }]],
  ["characters of a header", 150, (n) => [{ type: "header", text: plain(x(n)) }]],
  ["elements of a context", 10, (n) => [{ type: "context", elements: many(n, () => plain("a")) }]],
  ["elements of actions", 25, (n) => [actions(...many(n, (i) => aButton(`b${i}`)))]],
  ["characters on a button", 75, (n) => [actions(aButton("b", { text: x(n) }))]],
  ["characters of a button's value", 2000, (n) => [actions(aButton("b", { value: x(n) }))]],
  ["characters of an action_id", 255, (n) => [actions(aButton(x(n)))]],
  ["characters of a block_id", 255, (n) => [{ ...divider, block_id: x(n) }]],
  [
    "checkboxes of a group",
    10,
    (n) => [actions({ type: "checkboxes", action_id: "c", options: options(...many(n, String)) })],
  ],
  [
    "radio buttons",
    10,
    (n) => [actions({ type: "radio_buttons", action_id: "c", options: options(...many(n, String)) })],
  ],
  [
    "options of an overflow",
    5,
    (n) => [actions({ type: "overflow", action_id: "o", options: options(...many(n, String)) })],
  ],
  ["options of a select", 100, (n) => [actions(select({ options: options(...many(n, String)) }))]],
  ["characters of an option", 75, (n) => [actions(select({ options: [{ text: plain(x(n)), value: "a" }] }))]],
  [
    "characters of an option's value",
    150,
    (n) => [actions(select({ options: options(x(n)).map((o) => ({ ...o, text: plain("a") })) }))],
  ],
  ["characters of a placeholder", 150, (n) => [actions(select({ placeholder: plain(x(n)) }))]],
  ["characters of a label", 2000, (n) => [{ ...aTextInput("i"), label: plain(x(n)) }]],
  ["characters of a hint", 2000, (n) => [{ ...aTextInput("i"), hint: plain(x(n)) }]],
  ["characters of markdown", 12_000, (n) => [{ type: "markdown", text: x(n) }]],
  [
    "title of a confirm dialog",
    100,
    (n) => [
      actions({
        ...aButton("b"),
        confirm: { title: plain(x(n)), text: plain("a"), confirm: plain("y"), deny: plain("n") },
      }),
    ],
  ],
  [
    "button of a confirm dialog",
    30,
    (n) => [
      actions({
        ...aButton("b"),
        confirm: { title: plain("a"), text: plain("a"), confirm: plain(x(n)), deny: plain("n") },
      }),
    ],
  ],
];

test.each(LIMITS)("%s: %i pass and one more does not", (_, most, blocks) => {
  expect(checkBlocks(json({ b: blocks(most) }).b, "message")).toEqual([]);
  expect(checkBlocks(json({ b: blocks(most + 1) }).b, "message")).not.toEqual([]);
});

const VIEW_LIMITS: readonly [what: string, most: number, view: (size: number) => object][] = [
  ["blocks of a view", 100, (n) => aModal({ blocks: many(n, () => divider) })],
  ["characters of a title", 24, (n) => aModal({ title: plain(x(n)) })],
  ["characters of a submit button", 24, (n) => aModal({ submit: plain(x(n)) })],
  ["characters of a close button", 24, (n) => aModal({ close: plain(x(n)) })],
  ["characters of private_metadata", 3000, (n) => aModal({ private_metadata: x(n) })],
  ["characters of a callback_id", 255, (n) => aModal({ callback_id: x(n) })],
];

test.each(VIEW_LIMITS)("%s: %i pass and one more does not", (_, most, view) => {
  expect(checkView(json(view(most)))).toEqual([]);
  expect(checkView(json(view(most + 1)))).not.toEqual([]);
});

test("an alert belongs into modals only, a container into messages only", () => {
  const alert = json({ b: [{ type: "alert", text: plain("Careful") }] }).b;
  expect(checkBlocks(alert, "modal")).toEqual([]);
  expect(checkBlocks(alert, "message")).not.toEqual([]);
  const container = json({ b: [{ type: "container", title: plain("More"), child_blocks: [divider] }] }).b;
  expect(checkBlocks(container, "message")).toEqual([]);
  expect(checkBlocks(container, "modal")).not.toEqual([]);
});

const REFUSED: readonly [why: string, blocks: object[]][] = [
  ["a block nobody knows", [{ type: "nonsense" }]],
  ["a property nobody knows", [{ ...section("a"), colour: "red" }]],
  ["a section without anything", [{ type: "section" }]],
  ["an empty text", [section("")]],
  ["a header in mrkdwn", [{ type: "header", text: { type: "mrkdwn", text: "a" } }]],
  [
    "the same block_id twice",
    [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "a" },
    ],
  ],
  ["the same action_id twice in a block", [actions(aButton("a"), aButton("a"))]],
  ["a text input outside an input block", [actions({ type: "plain_text_input", action_id: "a" })]],
  ["a select without options", [actions({ type: "static_select", action_id: "a" })]],
  // slackapi/bolt-js#482
  ["an initial option that is no option", [actions(select({ initial_option: options("z")[0] }))]],
  [
    "no initial options at all",
    [actions({ type: "checkboxes", action_id: "c", options: options("a"), initial_options: [] })],
  ],
  ["a colour for a button that does not exist", [actions({ ...aButton("a"), style: "warning" })]],
];

test.each(REFUSED)("refuses %s", (_, blocks) => {
  expect(checkBlocks(json({ b: blocks }).b, "message")).not.toEqual([]);
});

test("an input in a modal needs a submit button", () => {
  const { submit: _, ...without } = aModal();
  expect(checkView(json(without))).toEqual([{ pointer: "/view", message: "missing required field: submit" }]);
});

test("the same action_id in two blocks is fine", () => {
  expect(checkBlocks(json({ b: [actions(aButton("a")), actions(aButton("a"))] }).b, "message")).toEqual([]);
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
