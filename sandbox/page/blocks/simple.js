import { h } from "../dom.js";
import { placeholder, renderElement } from "../elements/registry.js";
import { markdown } from "../format/markdown.js";
import { textObject } from "../format/mrkdwn.js";

export function header(block, surface) {
  return h("div", { class: "header-text", role: "heading", "aria-level": 3 }, textObject(block.text, surface.reader));
}

export function divider() {
  return h("hr");
}

/** Text or fields on the left, one accessory on the right. */
export function section(block, surface) {
  return [
    h(
      "div",
      { class: "section-body" },
      block.text && h("div", { class: "section-text" }, textObject(block.text, surface.reader)),
      block.fields &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "field" }, textObject(field, surface.reader))),
        ),
    ),
    block.accessory &&
      h(
        "div",
        { class: "accessory" },
        block.accessory.type === "image"
          ? picture(block.accessory)
          : renderElement(block.accessory, block.block_id, surface),
      ),
  ];
}

export function context(block, surface) {
  return block.elements.map((element) => {
    if (element.type === "image") return picture(element);
    if (element.type === "mrkdwn" || element.type === "plain_text")
      return h("span", { class: "context-text" }, textObject(element, surface.reader));
    return placeholder("context element", element);
  });
}

export function actions(block, surface) {
  return block.elements.map((element) => renderElement(element, block.block_id, surface));
}

export function image(block, surface) {
  return [block.title && h("div", { class: "image-title" }, textObject(block.title, surface.reader)), picture(block)];
}

export function markdownBlock(block) {
  return h("div", { class: "markdown" }, markdown(block.text));
}

/** The page loads nothing from the network, so a picture elsewhere is named instead of fetched. */
function picture({ image_url: url = "", alt_text: alt }) {
  const local = url.startsWith("data:image/") || url.startsWith("/");
  return local
    ? h("img", { src: url, alt })
    : h("span", { class: "picture", role: "img", "aria-label": alt, title: url }, `🖼 ${alt}`);
}
