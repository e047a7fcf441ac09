import type {
  ActionsBlock,
  Button,
  ContextBlock,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from "@slack/types";
import { LIMITS } from "../limits.ts";
import { clamp, clampMrkdwn, type Mrkdwn, visible } from "../mrkdwn.ts";

/** What a message builder returns; `text` is the notification and what a screen reader reads. */
export type BuiltMessage = { text: string; blocks: KnownBlock[] };

export function plain(text: string, max: number): PlainTextElement {
  return { type: "plain_text", text: clamp(visible(text), max) || " ", emoji: true };
}

/** `verbatim` keeps Slack from turning names and addresses in people's text into mentions and links. */
export function mrkdwn(text: Mrkdwn, max: number = LIMITS.section.text): MrkdwnElement {
  return { type: "mrkdwn", text: clampMrkdwn(text, max).mrkdwn || " ", verbatim: true };
}

export function section(text: Mrkdwn, options: { accessory?: Button | Overflow; id?: string } = {}): SectionBlock {
  return {
    type: "section",
    text: mrkdwn(text),
    ...(options.accessory === undefined ? {} : { accessory: options.accessory }),
    ...(options.id === undefined ? {} : { block_id: options.id }),
  };
}

export function fields(texts: readonly Mrkdwn[]): SectionBlock {
  return {
    type: "section",
    fields: texts.slice(0, LIMITS.section.fields).map((text) => mrkdwn(text, LIMITS.section.field)),
  };
}

export function context(...texts: readonly Mrkdwn[]): ContextBlock {
  return { type: "context", elements: texts.slice(0, LIMITS.context.elements).map((text) => mrkdwn(text)) };
}

export type ButtonWords = {
  text: string;
  action: string;
  value?: string;
  style?: "primary" | "danger";
  url?: string;
  /** Read aloud instead of the text, where the text alone does not say on what it acts. */
  label?: string;
  confirm?: { title: string; text: string; yes: string };
};

export function button(words: ButtonWords): Button {
  return {
    type: "button",
    text: plain(words.text, LIMITS.button.text),
    action_id: words.action,
    ...(words.value === undefined ? {} : { value: words.value }),
    ...(words.style === undefined ? {} : { style: words.style }),
    ...(words.url === undefined ? {} : { url: words.url }),
    ...(words.label === undefined ? {} : { accessibility_label: clamp(visible(words.label), LIMITS.button.text) }),
    ...(words.confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(words.confirm.title, LIMITS.confirm.title),
            text: plain(words.confirm.text, LIMITS.confirm.text),
            confirm: plain(words.confirm.yes, LIMITS.confirm.button),
            deny: plain("Cancel", LIMITS.confirm.button),
          },
        }),
  };
}

export type Choice = { value: string; text: string; description?: string };

export function option(choice: Choice): PlainTextOption {
  return {
    text: plain(choice.text, LIMITS.option.text),
    value: choice.value,
    ...(choice.description === undefined ? {} : { description: plain(choice.description, LIMITS.option.description) }),
  };
}

export function overflow(action: string, choices: readonly Choice[]): Overflow {
  return { type: "overflow", action_id: action, options: choices.slice(0, LIMITS.overflow.options).map(option) };
}

export function actions(elements: readonly (Button | Overflow)[], id?: string): ActionsBlock {
  return {
    type: "actions",
    elements: elements.slice(0, LIMITS.actions.elements),
    ...(id === undefined ? {} : { block_id: id }),
  };
}
