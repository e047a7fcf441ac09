import { h, icon } from "../dom.js";
import { textObject } from "../format/mrkdwn.js";
import { openMenu } from "../panes/menu.js";

/** The three dots with up to five choices. */
export const overflow = {
  render(element, slot) {
    const open = (event) => {
      const anchor = event.currentTarget;
      const items = element.options.map((option) => ({
        text: textObject(option.text, slot.reader),
        about: option.description && textObject(option.description, slot.reader),
        run: () => slot.act(option.value, anchor),
      }));
      openMenu(anchor, { label: "More options", items });
    };
    return h(
      "button",
      {
        type: "button",
        class: "button button-icon",
        "aria-label": "More options",
        "aria-haspopup": "menu",
        data: slot.focus,
        on: { click: open },
      },
      icon("dots"),
    );
  },
};
