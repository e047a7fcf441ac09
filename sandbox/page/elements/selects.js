import { h } from "../dom.js";
import { withEmoji } from "../format/emoji.js";
import { describedBy } from "./slot.js";

/** One option from a list the app wrote. */
export const staticSelect = {
  initial: (element) => element.initial_option?.value ?? null,
  isEmpty: (value) => value === null,
  render(element, slot) {
    if (element.options) return select(element, slot, element.options.map(optionNode));
    const groups = element.option_groups.map(({ label, options }) =>
      h("optgroup", { label: withEmoji(label.text) }, options.map(optionNode)),
    );
    return select(element, slot, groups);
  },
};

function optionNode(option) {
  const about = option.description ? ` – ${withEmoji(option.description.text)}` : "";
  return h("option", { value: option.value }, `${withEmoji(option.text.text)}${about}`);
}

/** One of the workspace's people; conversations and channels work alike. */
export const usersSelect = fromWorkspace("initial_user", (reader) => reader.people());
export const channelsSelect = fromWorkspace("initial_channel", (reader) => reader.channels());
export const conversationsSelect = fromWorkspace("initial_conversation", (reader) => reader.channels());

function fromWorkspace(initialField, list) {
  return {
    initial: (element) => element[initialField] ?? null,
    isEmpty: (value) => value === null,
    render: (element, slot) =>
      select(
        element,
        slot,
        list(slot.reader).map(({ id, name }) => h("option", { value: id }, name)),
      ),
  };
}

function select(element, slot, entries) {
  const placeholder = withEmoji(element.placeholder?.text ?? "Select an option");
  const change = ({ target }) => {
    const value = target.value === "" ? null : target.value;
    slot.set(value);
    if (value !== null) slot.act(value, target);
  };
  const props = { class: "select", ...describedBy(slot, placeholder), data: slot.focus, on: { change } };
  const node = h("select", props, h("option", { value: "" }, placeholder), entries);
  node.value = slot.value() ?? "";
  return node;
}
