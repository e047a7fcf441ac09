import { h } from "../dom.js";
import { renderElement } from "../elements/registry.js";
import { domId } from "../elements/slot.js";
import { textObject } from "../format/mrkdwn.js";

/** A labelled field; the error the app answered stands right under it. */
export function input(block, surface) {
  const id = domId(`${surface.key}|${block.block_id}`);
  const error = surface.errors?.[block.block_id];
  const ids = { label: `${id}-label`, hint: block.hint && `${id}-hint`, error: error && `${id}-error` };
  return [
    h(
      "div",
      { class: "input-label", id: ids.label },
      textObject(block.label, surface.reader),
      block.optional && h("span", { class: "optional" }, " (optional)"),
    ),
    renderElement(block.element, block.block_id, surface, { dispatches: block.dispatch_action === true, ids }),
    error && h("div", { class: "field-error", id: ids.error, role: "alert" }, error),
    block.hint && h("div", { class: "hint", id: ids.hint }, textObject(block.hint, surface.reader)),
  ];
}
