import { optionsOf, placedElements } from "../block-kit/elements-of.ts";
import { asObjects, asText, asTexts, type Json, type JsonObject } from "../json.ts";
import type { Entered } from "./state.ts";

/** How an element reports what was entered: the member's name, and what it holds when empty. */
const MEMBERS: Readonly<Record<string, { name: string; empty: Json }>> = {
  plain_text_input: { name: "value", empty: null },
  email_text_input: { name: "value", empty: null },
  url_text_input: { name: "value", empty: null },
  number_input: { name: "value", empty: null },
  rich_text_input: { name: "rich_text_value", empty: null },
  static_select: { name: "selected_option", empty: null },
  external_select: { name: "selected_option", empty: null },
  radio_buttons: { name: "selected_option", empty: null },
  overflow: { name: "selected_option", empty: null },
  checkboxes: { name: "selected_options", empty: [] },
  multi_static_select: { name: "selected_options", empty: [] },
  multi_external_select: { name: "selected_options", empty: [] },
  users_select: { name: "selected_user", empty: null },
  multi_users_select: { name: "selected_users", empty: [] },
  channels_select: { name: "selected_channel", empty: null },
  multi_channels_select: { name: "selected_channels", empty: [] },
  conversations_select: { name: "selected_conversation", empty: null },
  multi_conversations_select: { name: "selected_conversations", empty: [] },
  datepicker: { name: "selected_date", empty: null },
  timepicker: { name: "selected_time", empty: null },
  datetimepicker: { name: "selected_date_time", empty: null },
  file_input: { name: "files", empty: [] },
};

export type Short = string | number | string[] | null;
export type ShortValues = Record<string, Record<string, Short>>;

function initialOf(element: JsonObject): Json | undefined {
  const initial = Object.keys(element).find((key) => key.startsWith("initial_"));
  return initial === undefined ? undefined : element[initial];
}

function option(element: JsonObject, value: Json | undefined): JsonObject | undefined {
  return optionsOf(element).find((one) => one.value === value);
}

/** What was entered, from the short form to Slack's; undefined when the element cannot hold that. */
export function toSlackValue(element: JsonObject, short: Json | undefined): JsonObject | undefined {
  const type = String(element.type);
  const member = MEMBERS[type];
  if (!member) return undefined;
  if (short === null || short === undefined || short === "") return { type, [member.name]: member.empty };
  if (member.name === "selected_option") {
    const chosen = option(element, short);
    return chosen && { type, selected_option: chosen };
  }
  if (member.name === "selected_options") {
    const chosen = asTexts(short).map((value) => option(element, value));
    return chosen.includes(undefined)
      ? undefined
      : { type, selected_options: chosen.filter((one) => one !== undefined) };
  }
  if (Array.isArray(member.empty)) return Array.isArray(short) ? { type, [member.name]: asTexts(short) } : undefined;
  if (type === "datetimepicker") {
    return Number.isInteger(Number(short)) ? { type, selected_date_time: Number(short) } : undefined;
  }
  const text = typeof short === "number" ? String(short) : asText(short);
  return text === undefined ? undefined : { type, [member.name]: text };
}

/** The short form of what Slack reports. */
export function toShort(value: JsonObject): Short {
  const held = value[MEMBERS[String(value.type)]?.name ?? ""];
  if (Array.isArray(held))
    return held.map((one) => (typeof one === "string" ? one : String(asObjects([one])[0]?.value)));
  if (typeof held === "object" && held !== null) return asText(held.value) ?? null;
  return typeof held === "string" || typeof held === "number" ? held : null;
}

function initialValue(element: JsonObject): JsonObject | undefined {
  const type = String(element.type);
  const member = MEMBERS[type];
  return member && { type, [member.name]: initialOf(element) ?? member.empty };
}

/** `state.values`: every input, with what this person entered or else its initial value. Overflow menus hold nothing. */
export function stateValues(blocks: readonly JsonObject[], entered: Entered | undefined): Entered {
  const values: Entered = {};
  for (const { block_id, action_id, element } of placedElements(blocks)) {
    if (element.type === "overflow") continue;
    const value = entered?.[block_id]?.[action_id] ?? initialValue(element);
    if (value) values[block_id] = { ...values[block_id], [action_id]: value };
  }
  return values;
}

export function shortValues(values: Entered): ShortValues {
  const out: ShortValues = {};
  for (const [block, actions] of Object.entries(values)) {
    out[block] = Object.fromEntries(Object.entries(actions).map(([action, value]) => [action, toShort(value)]));
  }
  return out;
}

export type Entry = { ok: true; entered: Entered } | { ok: false; error: string };

/** Adds short values to what was entered; refuses what is not on the form. */
export function enter(blocks: readonly JsonObject[], before: Entered | undefined, values: JsonObject): Entry {
  const entered: Entered = structuredClone(before ?? {});
  const placed = placedElements(blocks);
  for (const [block_id, actions] of Object.entries(values)) {
    for (const [action_id, short] of Object.entries(asObjects([actions])[0] ?? {})) {
      const found = placed.find((one) => one.block_id === block_id && one.action_id === action_id);
      if (!found) return { ok: false, error: `There is no input ${block_id} / ${action_id} here.` };
      const value = toSlackValue(found.element, short);
      if (!value) return { ok: false, error: `${block_id} / ${action_id} cannot hold ${JSON.stringify(short)}.` };
      entered[block_id] = { ...entered[block_id], [action_id]: value };
    }
  }
  return { ok: true, entered };
}

/** Keeps only what belongs to an element that is still there under the same two ids. */
export function keepKnown(blocks: readonly JsonObject[], entered: Entered): Entered {
  const kept: Entered = {};
  for (const { block_id, action_id, element } of placedElements(blocks)) {
    const value = entered[block_id]?.[action_id];
    if (value && value.type === element.type) kept[block_id] = { ...kept[block_id], [action_id]: value };
  }
  return kept;
}
