import { asObject, asObjects, type JsonObject } from "../json.ts";
import type { Entered } from "../state/state.ts";
import { type Short, toShort } from "../state/values.ts";

const isEmpty = (value: Short): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** What the client itself refuses before it sends anything. The words are ours. [unverified] */
function complaint(element: JsonObject, value: Short): string | undefined {
  const text = typeof value === "string" ? value : "";
  if (typeof element.min_length === "number" && text.length < element.min_length) {
    return `Enter at least ${element.min_length} characters.`;
  }
  if (typeof element.max_length === "number" && text.length > element.max_length) {
    return `Enter at most ${element.max_length} characters.`;
  }
  if (element.type === "plain_text_input" && text.length > 3000) return "Enter at most 3000 characters.";
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(text)) return "Enter an email address.";
  if (element.type === "url_text_input" && !URL.canParse(text)) return "Enter a link that starts with https://.";
  if (element.type === "number_input") {
    const number = Number(text);
    if (Number.isNaN(number)) return "Enter a number.";
    if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Enter a whole number.";
    if (element.min_value !== undefined && number < Number(element.min_value))
      return `Enter ${element.min_value} or more.`;
    if (element.max_value !== undefined && number > Number(element.max_value))
      return `Enter ${element.max_value} or less.`;
  }
  return undefined;
}

/** Errors by block_id that keep a form from being sent. */
export function clientErrors(blocks: readonly JsonObject[], values: Entered): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of asObjects([...blocks]).filter((one) => one.type === "input")) {
    const id = String(block.block_id);
    const element = asObject(block.element) ?? {};
    const held = values[id]?.[String(element.action_id)];
    const value = held ? toShort(held) : null;
    const wrong = isEmpty(value)
      ? block.optional === true
        ? undefined
        : "Please complete this required field."
      : complaint(element, value);
    if (wrong) errors[id] = wrong;
  }
  return errors;
}
