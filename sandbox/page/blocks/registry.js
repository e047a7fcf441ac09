import { h } from "../dom.js";
import { placeholder } from "../elements/registry.js";
import { alertBlock } from "./alert.js";
import { input } from "./input.js";
import { richText } from "./rich-text.js";
import { actions, context, divider, header, image, markdownBlock, section } from "./simple.js";

/** Every block the page knows; an unknown one is shown as a red placeholder, never skipped. */
const BLOCKS = {
  header,
  section,
  context,
  divider,
  actions,
  image,
  input,
  rich_text: richText,
  markdown: markdownBlock,
  alert: alertBlock,
};

/** Renders the blocks of a message, a modal or the Home tab. */
export function renderBlocks(blocks, surface) {
  return h(
    "div",
    { class: "blocks" },
    blocks.map((block) =>
      h(
        "div",
        { class: `block block-${block.type}`, data: { block: block.block_id ?? "" } },
        renderBlock(block, surface),
      ),
    ),
  );
}

function renderBlock(block, surface) {
  return BLOCKS[block.type]?.(block, surface) ?? placeholder("block", block);
}
