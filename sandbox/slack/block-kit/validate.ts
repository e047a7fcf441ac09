import { asObject, asObjects, asText, type Json, type JsonObject } from "../json.ts";
import type { Surface } from "./blocks.ts";
import { checkBlock, checkShape, type Problem } from "./check.ts";
import { allBlocks, optionsOf, placedElements } from "./elements-of.ts";
import { ANYTHING, BOOLEAN, ID, plainText, type Rule, text } from "./rules.ts";

export type { Problem } from "./check.ts";

const MOST_BLOCKS = { message: 50, modal: 100, home: 100 } as const;

function checkIds(blocks: readonly JsonObject[], pointer: string, problems: Problem[]): void {
  const blockIds = allBlocks(blocks).flatMap((block) => asText(block.block_id) ?? []);
  const twice = blockIds.find((id, index) => blockIds.indexOf(id) !== index);
  if (twice !== undefined) problems.push({ pointer, message: `block_id already exists: ${twice}` });
  const placed = placedElements(blocks).filter(({ action_id }) => action_id !== "");
  for (const [index, one] of placed.entries()) {
    const first = placed.findIndex((other) => other.block === one.block && other.action_id === one.action_id);
    if (first !== index) problems.push({ pointer, message: `\`action_id\` ${one.action_id} already exists` });
  }
}

/** A select needs options; what is chosen at first must be among them. slackapi/bolt-js#482 */
function checkInitials(blocks: readonly JsonObject[], pointer: string, problems: Problem[]): void {
  for (const { element, block } of placedElements(blocks)) {
    const where = `${pointer}/${blocks.indexOf(block)}`;
    const options = optionsOf(element);
    if (String(element.type).endsWith("static_select") && options.length === 0) {
      problems.push({ pointer: where, message: "missing required field: options" });
    }
    const initial = [...asObjects(element.initial_options), ...asObjects([element.initial_option])];
    if (options.length === 0 || initial.length === 0) continue;
    const known = options.map((option) => JSON.stringify([option.value, asObject(option.text)?.text]));
    const isStray = (option: JsonObject) =>
      !known.includes(JSON.stringify([option.value, asObject(option.text)?.text]));
    if (initial.some(isStray))
      problems.push({ pointer: where, message: "initial_option(s) must be among the options" });
  }
}

/** Everything Slack would refuse about these blocks on that surface. */
export function checkBlocks(value: Json | undefined, surface: Surface, pointer = "/blocks"): Problem[] {
  if (!Array.isArray(value)) return [{ pointer, message: "must be an array" }];
  const problems: Problem[] = [];
  const most = MOST_BLOCKS[surface];
  if (value.length > most) problems.push({ pointer, message: `no more than ${most} items allowed` });
  for (const [index, block] of value.entries()) checkBlock({ surface, problems }, block, `${pointer}/${index}`);
  const blocks = asObjects(value);
  checkIds(blocks, pointer, problems);
  checkInitials(blocks, pointer, problems);
  const markdown = blocks.reduce((sum, block) => sum + (block.type === "markdown" ? String(block.text).length : 0), 0);
  if (markdown > 12_000)
    problems.push({ pointer, message: "must be less than 12001 characters over all markdown blocks" });
  return problems;
}

const COMMON: Record<string, Rule> = {
  private_metadata: text(3000),
  callback_id: ID,
  external_id: text(255),
  blocks: ANYTHING,
};
const MODAL: Record<string, Rule> = {
  ...COMMON,
  title: plainText(24),
  submit: plainText(24),
  close: plainText(24),
  clear_on_close: BOOLEAN,
  notify_on_close: BOOLEAN,
  submit_disabled: BOOLEAN,
};

/** The same for a whole view; pointers start with `/view`. */
export function checkView(view: JsonObject): Problem[] {
  const surface = view.type === "home" ? "home" : "modal";
  if (view.type !== "home" && view.type !== "modal")
    return [{ pointer: "/view/type", message: `unsupported type: ${String(view.type)}` }];
  const problems: Problem[] = [];
  const fields = surface === "home" ? COMMON : MODAL;
  const shape = {
    required: surface === "modal" ? { title: plainText(24), blocks: ANYTHING } : { blocks: ANYTHING },
    optional: fields,
  };
  checkShape({ surface, problems }, view, shape, ["type"], "/view");
  problems.push(...checkBlocks(view.blocks, surface, "/view/blocks"));
  const hasInput = asObjects(view.blocks).some((block) => block.type === "input");
  if (surface === "modal" && hasInput && !view.submit) {
    problems.push({ pointer: "/view", message: "missing required field: submit" });
  }
  return problems;
}

/** Characters of text in all blocks together: Slack counts them, undocumented. slackapi/bolt-js#2867 #2509 */
export function countText(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countText(item), 0);
  const object = asObject(value);
  if (!object) return 0;
  return Object.entries(object).reduce(
    (sum, [key, member]) => sum + (key === "text" && typeof member === "string" ? member.length : countText(member)),
    0,
  );
}
