import { h } from "../dom.js";
import { textObject } from "../format/mrkdwn.js";

/** A button; with a `url` it also opens the page, as in Slack. */
export const button = {
  render(element, slot) {
    const style = element.style === "primary" || element.style === "danger" ? ` button-${element.style}` : "";
    const props = {
      class: `button${style}`,
      "aria-label": element.accessibility_label,
      data: slot.focus,
      on: { click: (event) => slot.act(undefined, event.currentTarget) },
    };
    const text = textObject(element.text, slot.reader);
    if (element.url === undefined) return h("button", { type: "button", ...props }, text);
    return h("a", { ...props, href: safeHref(element.url), target: "_blank", rel: "noopener noreferrer" }, text);
  },
};

function safeHref(url) {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
