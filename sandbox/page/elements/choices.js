import { h } from "../dom.js";
import { textObject } from "../format/mrkdwn.js";
import { describedBy } from "./slot.js";

/** Tick boxes: the value is the whole set this viewer has ticked. */
export const checkboxes = {
  initial: (element) => (element.initial_options ?? []).map(({ value }) => value),
  isEmpty: (value) => value.length === 0,
  render(element, slot) {
    const change = ({ target }) => {
      const ticked = new Set(slot.value());
      if (target.checked) ticked.add(target.value);
      else ticked.delete(target.value);
      const value = element.options.map((option) => option.value).filter((one) => ticked.has(one));
      slot.set(value);
      slot.act(value, target);
    };
    return group("group", "checkbox", element, slot, change, (value) => slot.value().includes(value));
  },
};

/** One of several. */
export const radioButtons = {
  initial: (element) => element.initial_option?.value ?? null,
  isEmpty: (value) => value === null,
  render(element, slot) {
    const change = ({ target }) => {
      slot.set(target.value);
      slot.act(target.value, target);
    };
    return group("radiogroup", "radio", element, slot, change, (value) => slot.value() === value);
  },
};

function group(role, type, element, slot, change, isChosen) {
  return h(
    "div",
    { role, class: "choices", ...describedBy(slot, "Choices") },
    element.options.map((option, index) =>
      h(
        "label",
        { class: "choice" },
        h("input", {
          type,
          name: slot.domId,
          value: option.value,
          checked: isChosen(option.value),
          data: { ...slot.focus, focus: `${slot.key}|${index}` },
          on: { change },
        }),
        h(
          "span",
          {},
          textObject(option.text, slot.reader),
          option.description && h("span", { class: "choice-about" }, textObject(option.description, slot.reader)),
        ),
      ),
    ),
  );
}
