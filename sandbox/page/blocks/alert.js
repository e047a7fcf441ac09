import { h } from "../dom.js";
import { textObject } from "../format/mrkdwn.js";

const SIGNS = { default: "ℹ", info: "ℹ", warning: "⚠", error: "⛔", success: "✓" };

/** A coloured bar inside a modal; the sign carries the level for those who do not see the colour. */
export function alertBlock(block, surface) {
  const level = block.level in SIGNS ? block.level : "default";
  return h(
    "div",
    { class: `alert alert-${level}`, role: level === "error" ? "alert" : "note" },
    h("span", { "aria-hidden": "true" }, SIGNS[level]),
    h(
      "div",
      {},
      textObject(typeof block.text === "string" ? { type: "mrkdwn", text: block.text } : block.text, surface.reader),
    ),
  );
}
