import type { Checkboxes, DateTimepicker, InputBlock, PlainTextInput, StaticSelect } from "@slack/types";
import type { Instant } from "../../domain/time.ts";
import { LIMITS } from "../limits.ts";
import { visible } from "../mrkdwn.ts";
import { type Choice, option, plain } from "./blocks.ts";

/** The `action_id` of every input of ours: the block says which field it is. */
export const VALUE = "value";

type Element = PlainTextInput | StaticSelect | DateTimepicker | Checkboxes;
type Words = { id: string; label: string; hint?: string; optional?: boolean; dispatch?: boolean };

function input(words: Words, element: Element): InputBlock {
  return {
    type: "input",
    block_id: words.id,
    label: plain(words.label, LIMITS.input.label),
    element,
    optional: words.optional ?? false,
    ...(words.hint === undefined ? {} : { hint: plain(words.hint, LIMITS.input.hint) }),
    ...(words.dispatch === undefined ? {} : { dispatch_action: words.dispatch }),
  };
}

type Text = { initial?: string; multiline?: boolean; placeholder?: string; max?: number };

export function textInput(words: Words, text: Text = {}): InputBlock {
  const max = text.max ?? LIMITS.input.text;
  return input(words, {
    type: "plain_text_input",
    action_id: VALUE,
    multiline: text.multiline ?? false,
    max_length: max,
    // What somebody typed goes back as typed; an input shows it and parses nothing.
    ...(text.initial ? { initial_value: text.initial.slice(0, max) } : {}),
    ...(text.placeholder === undefined ? {} : { placeholder: plain(text.placeholder, LIMITS.input.placeholder) }),
  });
}

export function selectInput(words: Words, choices: readonly Choice[], initial?: string): InputBlock {
  const chosen = choices.find((choice) => choice.value === initial);
  return input(words, {
    type: "static_select",
    action_id: VALUE,
    options: choices.slice(0, LIMITS.select.options).map(option),
    ...(chosen === undefined ? {} : { initial_option: option(chosen) }),
  });
}

export function checkboxInput(words: Words, choices: readonly Choice[], initial: readonly string[] = []): InputBlock {
  const chosen = choices.filter((choice) => initial.includes(choice.value)).map(option);
  return input(words, {
    type: "checkboxes",
    action_id: VALUE,
    options: choices.slice(0, LIMITS.checkboxes.options).map(option),
    // Slack refuses an empty list here.
    ...(chosen.length === 0 ? {} : { initial_options: chosen }),
  });
}

export function momentInput(words: Words, initial?: Instant): InputBlock {
  const unix = initial === undefined ? Number.NaN : Math.floor(Date.parse(initial) / 1000);
  return input(words, {
    type: "datetimepicker",
    action_id: VALUE,
    ...(Number.isFinite(unix) ? { initial_date_time: unix } : {}),
  });
}

/** The part of `view.state.values` that is read; Slack sends more. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;
export type FieldValue = {
  type?: string | undefined;
  value?: string | null | undefined;
  selected_date_time?: number | null | undefined;
  selected_option?: { value: string } | null | undefined;
  selected_options?: readonly { value: string }[] | null | undefined;
};

/** What was typed into a text field, trimmed; an empty field is "". */
export function textOf(values: FormValues, id: string): string {
  return visible(values[id]?.[VALUE]?.value ?? "").trim();
}

/** The chosen one of the known values; anything else is `undefined`, whoever sent it. */
export function choiceOf<T extends string>(values: FormValues, id: string, known: readonly T[]): T | undefined {
  const chosen = values[id]?.[VALUE]?.selected_option?.value;
  return known.find((value) => value === chosen);
}

export function choicesOf<T extends string>(values: FormValues, id: string, known: readonly T[]): readonly T[] {
  const chosen = new Set((values[id]?.[VALUE]?.selected_options ?? []).map((one) => one.value));
  return known.filter((value) => chosen.has(value));
}

export function momentOf(values: FormValues, id: string): Instant | undefined {
  const unix = values[id]?.[VALUE]?.selected_date_time;
  // A year of six digits makes no ISO instant that others can read.
  if (typeof unix !== "number" || !(unix > 0) || unix > 32_503_680_000) return undefined;
  return new Date(unix * 1000).toISOString();
}

/**
 * What a form showed before anybody touched it, from the blocks Slack sends back with a submission. Comparing the two
 * tells what this person changed, so that a form left open for an hour does not undo what others did meanwhile.
 */
export function shownValues(blocks: readonly unknown[]): FormValues {
  return Object.fromEntries(blocks.flatMap((block) => shownIn(block)));
}

function shownIn(block: unknown): [string, Record<string, FieldValue>][] {
  if (!isRecord(block) || typeof block.block_id !== "string" || !isRecord(block.element)) return [];
  const { initial_value, initial_option, initial_options, initial_date_time } = block.element;
  const shown: FieldValue = {
    value: typeof initial_value === "string" ? initial_value : null,
    selected_option: isOption(initial_option) ? initial_option : null,
    selected_options: Array.isArray(initial_options) ? initial_options.filter(isOption) : [],
    selected_date_time: typeof initial_date_time === "number" ? initial_date_time : null,
  };
  return [[block.block_id, { [VALUE]: shown }]];
}

function isOption(value: unknown): value is { value: string } {
  return isRecord(value) && typeof value.value === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
