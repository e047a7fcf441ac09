import { asObjects, asText, type JsonObject } from "../json.ts";

export type Placed = { block_id: string; action_id: string; element: JsonObject; block: JsonObject };

/** Interactive elements of a block: what it holds, minus images and texts. */
function elementsIn(block: JsonObject): JsonObject[] {
  if (block.type === "container") return [];
  const single = asObjects([block.accessory, block.element]);
  const several = block.type === "actions" ? asObjects(block.elements) : [];
  return [...single, ...several].filter((element) => element.type !== "image");
}

/** Blocks with the blocks inside containers behind their parents. */
export function allBlocks(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.flatMap((block) => [block, ...asObjects(block.child_blocks)]);
}

/** Every element a person can act on, in order. */
export function placedElements(blocks: readonly JsonObject[]): Placed[] {
  return allBlocks(blocks).flatMap((block) =>
    elementsIn(block).map((element) => ({
      block,
      element,
      block_id: asText(block.block_id) ?? "",
      action_id: asText(element.action_id) ?? "",
    })),
  );
}

/** Options of a select, those in groups included. */
export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...asObjects(element.options),
    ...asObjects(element.option_groups).flatMap((group) => asObjects(group.options)),
  ];
}
