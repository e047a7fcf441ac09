import { h } from "../dom.js";
import { describedBy } from "./slot.js";

export const plainTextInput = textInput(() => undefined);
export const emailInput = textInput((text) =>
  /^\S+@\S+\.\S+$/.test(text) ? undefined : "Please enter a valid email address.",
);
export const urlInput = textInput((text) => (/^https?:\/\/\S+$/.test(text) ? undefined : "Please enter a valid URL."));
export const numberInput = textInput(numberProblem);

/** Text fields of every kind; a number arrives at the app as text, as Slack sends it. */
function textInput(check) {
  return {
    initial: (element) => element.initial_value ?? null,
    isEmpty: (value) => (value ?? "").trim() === "",
    problem: (value, element) => lengthProblem(value, element) ?? check(value, element),
    render(element, slot) {
      const act = (event) => {
        const enter = event.key === "Enter" && !event.isComposing && !element.multiline;
        if (enter) slot.act(event.target.value, event.target);
      };
      const input = ({ target }) => slot.set(target.value === "" ? null : target.value);
      const props = {
        class: "input",
        placeholder: element.placeholder?.text,
        value: slot.value() ?? "",
        ...describedBy(slot, element.placeholder?.text),
        data: { ...slot.focus, autofocus: element.focus_on_load ? "true" : "false" },
        on: { input, keydown: act },
      };
      if (element.multiline) return h("textarea", { rows: 4, ...props });
      return h("input", { type: "text", inputmode: element.type === "number_input" ? "decimal" : undefined, ...props });
    },
  };
}

/** What Slack's own client refuses before sending. */
function lengthProblem(text, element) {
  if (element.min_length && text.length < element.min_length)
    return `Please enter at least ${element.min_length} characters.`;
  if (element.max_length && text.length > element.max_length)
    return `Please enter at most ${element.max_length} characters.`;
  return undefined;
}

function numberProblem(text, element) {
  const shape = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!shape.test(text)) return "Please enter a valid number.";
  const number = Number(text);
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `The minimum value is ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `The maximum value is ${element.max_value}.`;
  return undefined;
}
