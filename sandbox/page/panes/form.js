import { elementValue, problemOf } from "../elements/registry.js";

/** Every element of a view that can hold a value, with its block. */
function* holders(view) {
  for (const block of view.blocks) {
    const elements = block.element ? [block.element] : [...(block.elements ?? []), block.accessory].filter(Boolean);
    for (const element of elements) if (element.action_id) yield { block, element };
  }
}

/** `{block_id: {action_id: value}}` in the short form of the README. */
export function valuesIn(view, surface) {
  const values = {};
  for (const { block, element } of holders(view)) {
    const value = elementValue(element, block.block_id, surface);
    if (value !== undefined) values[block.block_id] = { ...values[block.block_id], [element.action_id]: value };
  }
  return values;
}

/** What is missing or malformed, by block_id; only `input` blocks can be required. */
export function problemsIn(view, surface) {
  const problems = {};
  for (const { block, element } of holders(view)) {
    if (block.type !== "input") continue;
    const problem = problemOf(element, elementValue(element, block.block_id, surface), block.optional === true);
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}
