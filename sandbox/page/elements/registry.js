import { h } from "../dom.js";
import { button } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { datepicker, datetimepicker, timepicker } from "./dates.js";
import { emailInput, numberInput, plainTextInput, urlInput } from "./inputs.js";
import { overflow } from "./overflow.js";
import { channelsSelect, conversationsSelect, staticSelect, usersSelect } from "./selects.js";
import { createSlot, readValue, troubleMark } from "./slot.js";

/** Every interactive element the page knows; an unknown one is shown as a red placeholder, never skipped. */
const ELEMENTS = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  static_select: staticSelect,
  users_select: usersSelect,
  channels_select: channelsSelect,
  conversations_select: conversationsSelect,
  plain_text_input: plainTextInput,
  email_text_input: emailInput,
  url_text_input: urlInput,
  number_input: numberInput,
  datepicker,
  timepicker,
  datetimepicker,
};

/** Renders an element in its frame, with the value this viewer has left there. */
export function renderElement(element, blockId, surface, options) {
  const kind = ELEMENTS[element.type];
  if (!kind) return placeholder("element", element);
  const slot = createSlot(element, blockId, surface, kind, options);
  const trouble = surface.troubles?.find((one) => one.block_id === blockId && one.action_id === element.action_id);
  return h(
    "div",
    { class: `element element-${element.type}` },
    kind.render(element, slot),
    trouble && troubleMark(trouble.text),
  );
}

/** The value of an element, whether or not anybody touched it; `undefined` for buttons and the like. */
export function elementValue(element, blockId, surface) {
  const kind = ELEMENTS[element.type];
  return kind?.initial ? readValue(element, blockId, surface, kind) : undefined;
}

/** Why a value may not be sent yet, in words; checked on the page, as Slack's client does. */
export function problemOf(element, value, optional) {
  const kind = ELEMENTS[element.type];
  if (!kind?.initial) return undefined;
  if (kind.isEmpty(value)) return optional ? undefined : "Please complete this required field.";
  return kind.problem?.(value, element);
}

/** What stands in for a block or element the page does not know. */
export function placeholder(what, thing) {
  return h(
    "div",
    { class: "unknown", role: "note" },
    `This page cannot show the ${what} type "${thing?.type ?? "none"}".`,
  );
}
