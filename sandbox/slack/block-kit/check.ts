import { asObject } from "../json.ts";
import { BLOCKS, type Surface } from "./blocks.ts";
import { ELEMENTS } from "./elements.ts";
import { ID, type Rule, type Shape } from "./rules.ts";

/** One complaint with the place it is about, as Slack words it. */
export type Problem = { message: string; pointer: string };

export type Walk = { surface: Surface; problems: Problem[] };

// The sentences come from error reports: adobe/spacecat-api-service#176, incidentbot/incidentbot#328,
// nicklambourne/slackblocks#36, slackapi/java-slack-sdk#302. [unverified] for the current Slack.
function say(walk: Walk, pointer: string, message: string): undefined {
  walk.problems.push({ pointer, message });
}

function checkString(walk: Walk, value: unknown, rule: Extract<Rule, { is: "string" }>, pointer: string): undefined {
  if (typeof value !== "string") return say(walk, pointer, "must be a string");
  if (value.length > rule.max) say(walk, pointer, `must be less than ${rule.max + 1} characters`);
  if (value.length < (rule.min ?? 0)) say(walk, pointer, `must be more than ${(rule.min ?? 0) - 1} characters`);
  if (rule.oneOf && !rule.oneOf.includes(value)) say(walk, pointer, "must be one of the allowed values");
  if (rule.like && !rule.like.test(value)) say(walk, pointer, "must match the expected format");
}

function checkText(walk: Walk, value: unknown, rule: Extract<Rule, { is: "text" }>, pointer: string): undefined {
  const object = asObject(value);
  if (!object) return say(walk, pointer, "must be an object");
  const type = rule.of.find((kind) => kind === object.type);
  if (!type) return say(walk, `${pointer}/type`, `must be one of: ${rule.of.join(", ")}`);
  const { type: _, text, ...rest } = object;
  const before = walk.problems.length;
  checkString(walk, text, { is: "string", max: rule.max, min: 1 }, `${pointer}/text`);
  // A text that is too long is told twice: for the object and for the string.
  if (walk.problems.length > before)
    walk.problems.splice(before, 0, { pointer, message: "failed to match all allowed schemas" });
  const allowed = type === "plain_text" ? ["emoji"] : ["verbatim"];
  for (const key of Object.keys(rest))
    if (!allowed.includes(key)) say(walk, pointer, `invalid additional property: ${key}`);
}

function checkList(walk: Walk, value: unknown, rule: Extract<Rule, { is: "list" }>, pointer: string): undefined {
  if (!Array.isArray(value)) return say(walk, pointer, "must be an array");
  if (value.length > rule.max) say(walk, pointer, `no more than ${rule.max} items allowed`);
  if (value.length < rule.min) say(walk, pointer, `no less than ${rule.min} item${rule.min === 1 ? "" : "s"} allowed`);
  for (const [index, item] of value.entries()) checkRule(walk, item, rule.of, `${pointer}/${index}`);
}

function checkNumber(walk: Walk, value: unknown, rule: Extract<Rule, { is: "number" }>, pointer: string): undefined {
  if (typeof value !== "number") return say(walk, pointer, "must be a number");
  if (value > rule.max) say(walk, pointer, `must be less than or equal to ${rule.max}`);
  if (value < rule.min) say(walk, pointer, `must be greater than or equal to ${rule.min}`);
}

function checkRule(walk: Walk, value: unknown, rule: Rule, pointer: string): undefined {
  switch (rule.is) {
    case "anything":
      return;
    case "boolean":
      return typeof value === "boolean" ? undefined : say(walk, pointer, "must be a boolean");
    case "number":
      return checkNumber(walk, value, rule, pointer);
    case "string":
      return checkString(walk, value, rule, pointer);
    case "text":
      return checkText(walk, value, rule, pointer);
    case "list":
      return checkList(walk, value, rule, pointer);
    case "object":
      return checkShape(walk, value, rule.shape, [], pointer);
    case "element":
      return checkTyped(walk, value, rule.types, pointer);
    case "block":
      return checkBlock(walk, value, pointer, rule.types);
    default:
      return rule satisfies never;
  }
}

export function checkShape(
  walk: Walk,
  value: unknown,
  shape: Shape,
  ignored: readonly string[],
  pointer: string,
): undefined {
  const object = asObject(value);
  if (!object) return say(walk, pointer, "must be an object");
  const known = { ...shape.required, ...shape.optional };
  for (const name of Object.keys(shape.required)) {
    if (object[name] === undefined) say(walk, pointer, `missing required field: ${name}`);
  }
  for (const [name, member] of Object.entries(object)) {
    if (ignored.includes(name) || member === undefined) continue;
    const rule = known[name];
    if (!rule) say(walk, pointer, `invalid additional property: ${name}`);
    else checkRule(walk, member, rule, `${pointer}/${name}`);
  }
}

function checkTyped(walk: Walk, value: unknown, types: readonly string[], pointer: string): undefined {
  const type = asObject(value)?.type;
  const shape = typeof type === "string" && types.includes(type) ? ELEMENTS[type] : undefined;
  if (!shape) return say(walk, `${pointer}/type`, `unsupported type: ${String(type)}`);
  checkShape(walk, value, shape, ["type"], pointer);
}

/** Checks one block against its table row and the surface it is for. */
export function checkBlock(
  walk: Walk,
  value: unknown,
  pointer: string,
  types: readonly string[] = Object.keys(BLOCKS),
): undefined {
  const block = asObject(value);
  const type = block?.type;
  const row = typeof type === "string" && types.includes(type) ? BLOCKS[type] : undefined;
  if (!block || !row?.surfaces.includes(walk.surface)) {
    return say(walk, `${pointer}/type`, `unsupported type: ${String(type)}`);
  }
  if (block.block_id !== undefined) checkRule(walk, block.block_id, ID, `${pointer}/block_id`);
  checkShape(walk, block, row.shape, ["type", "block_id"], pointer);
  if (type === "section" && !block.text && !block.fields) say(walk, pointer, "missing required field: text");
}
