import { newBlockId } from "../ids.ts";
import { asObject, asObjects, asText, type JsonObject, plain } from "../json.ts";

function withDefaults(value: JsonObject): JsonObject {
  if (value.type === "plain_text" && value.emoji === undefined) return { ...value, emoji: true };
  if (value.type === "mrkdwn" && value.verbatim === undefined) return { ...value, verbatim: false };
  return value;
}

function withActionId(element: JsonObject): JsonObject {
  const isText = element.type === "plain_text" || element.type === "mrkdwn" || element.type === "image";
  return isText || asText(element.action_id) ? withDefaults(element) : { ...element, action_id: newBlockId() };
}

function normaliseBlock(block: JsonObject): JsonObject {
  const out: JsonObject = { ...block, block_id: asText(block.block_id) ?? newBlockId() };
  const text = asObject(block.text);
  if (text) out.text = withDefaults(text);
  if (block.type === "section" && block.fields) out.fields = asObjects(block.fields).map(withDefaults);
  if (block.type === "actions" || block.type === "context") out.elements = asObjects(block.elements).map(withActionId);
  for (const key of ["accessory", "element"]) {
    const element = asObject(block[key]);
    if (element) out[key] = withActionId(element);
  }
  if (block.child_blocks) out.child_blocks = normaliseBlocks(asObjects(block.child_blocks));
  return out;
}

/** Blocks as Slack keeps them: every block has a block_id, every element an action_id, defaults written out. */
export function normaliseBlocks(blocks: readonly JsonObject[]): JsonObject[] {
  return plain([...blocks]).map(normaliseBlock);
}
