import {
  ANYTHING,
  anyText,
  BOOLEAN,
  DATE,
  ID,
  listOf,
  plainText,
  type Rule,
  type Shape,
  STYLE,
  TIME,
  text,
} from "./rules.ts";

const CONFIRM: Rule = {
  is: "object",
  shape: {
    required: { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
    optional: { style: STYLE },
  },
};

// Option values: 75 in the SDK's comments, 150 on the current page.
const option = (label: Rule): Rule => ({
  is: "object",
  shape: { required: { text: label, value: text(150, 1) }, optional: { description: anyText(75), url: text(3000) } },
});
const SELECT_OPTION = option(plainText(75));
const TICK_OPTION = option(anyText(75));

const GROUPS = listOf(
  { is: "object", shape: { required: { label: plainText(75), options: listOf(SELECT_OPTION, 100) }, optional: {} } },
  100,
);

const COMMON = { action_id: ID, confirm: CONFIRM, focus_on_load: BOOLEAN };
const PLACEHOLDER = { placeholder: plainText(150) };
const DISPATCH = { dispatch_action_config: ANYTHING };

const select = (optional: Record<string, Rule>): Shape => ({
  required: {},
  optional: { ...COMMON, ...PLACEHOLDER, ...optional },
});
const input = (optional: Record<string, Rule>, required: Record<string, Rule> = {}): Shape => ({
  required,
  optional: { action_id: ID, focus_on_load: BOOLEAN, ...PLACEHOLDER, ...DISPATCH, ...optional },
});
const ticks = (initial: Record<string, Rule>): Shape => ({
  required: { options: listOf(TICK_OPTION, 10) },
  optional: { ...COMMON, ...initial },
});
const multi = (optional: Record<string, Rule>): Shape =>
  select({ max_selected_items: { is: "number", min: 1, max: 1000 }, ...optional });
const OPTIONS = { options: listOf(SELECT_OPTION, 100), option_groups: GROUPS };
const LENGTHS = {
  min_length: { is: "number", min: 0, max: 3000 },
  max_length: { is: "number", min: 1, max: 3000 },
} as const;

/** Every element that may stand in a block, with its limits. */
export const ELEMENTS: Readonly<Record<string, Shape>> = {
  button: {
    required: { text: plainText(75) },
    optional: {
      action_id: ID,
      url: text(3000),
      value: text(2000),
      style: STYLE,
      confirm: CONFIRM,
      accessibility_label: text(75),
    },
  },
  workflow_button: {
    required: { text: plainText(75), workflow: ANYTHING },
    optional: { action_id: ID, style: STYLE, accessibility_label: text(75) },
  },
  overflow: { required: { options: listOf(SELECT_OPTION, 5) }, optional: { action_id: ID, confirm: CONFIRM } },
  checkboxes: ticks({ initial_options: listOf(TICK_OPTION, 10) }),
  radio_buttons: ticks({ initial_option: TICK_OPTION }),
  static_select: select({ ...OPTIONS, initial_option: SELECT_OPTION }),
  multi_static_select: multi({ ...OPTIONS, initial_options: listOf(SELECT_OPTION, 100) }),
  external_select: select({ initial_option: SELECT_OPTION, min_query_length: ANYTHING }),
  multi_external_select: multi({ initial_options: listOf(SELECT_OPTION, 100), min_query_length: ANYTHING }),
  users_select: select({ initial_user: text(255) }),
  multi_users_select: multi({ initial_users: listOf(text(255), 1000) }),
  channels_select: select({ initial_channel: text(255), response_url_enabled: BOOLEAN }),
  multi_channels_select: multi({ initial_channels: listOf(text(255), 1000) }),
  conversations_select: select({
    initial_conversation: text(255),
    default_to_current_conversation: BOOLEAN,
    response_url_enabled: BOOLEAN,
    filter: ANYTHING,
  }),
  multi_conversations_select: multi({
    initial_conversations: listOf(text(255), 1000),
    default_to_current_conversation: BOOLEAN,
    filter: ANYTHING,
  }),
  datepicker: select({ initial_date: DATE }),
  timepicker: select({ initial_time: TIME, timezone: text(255) }),
  datetimepicker: {
    required: {},
    optional: { ...COMMON, initial_date_time: { is: "number", min: 1e9, max: 9_999_999_999 } },
  },
  plain_text_input: input({ initial_value: text(3000), multiline: BOOLEAN, ...LENGTHS }),
  email_text_input: input({ initial_value: text(3000) }),
  url_text_input: input({ initial_value: text(3000) }),
  number_input: input(
    { initial_value: text(3000), min_value: text(3000), max_value: text(3000) },
    { is_decimal_allowed: BOOLEAN },
  ),
  rich_text_input: input({ initial_value: ANYTHING, min_lines: ANYTHING, max_lines: ANYTHING }),
  file_input: {
    required: {},
    optional: { action_id: ID, filetypes: ANYTHING, max_files: { is: "number", min: 1, max: 10 } },
  },
  image: { required: { alt_text: text(2000, 1) }, optional: { image_url: text(3000), slack_file: ANYTHING } },
  plain_text: { required: { text: text(3000, 1) }, optional: { emoji: BOOLEAN } },
  mrkdwn: { required: { text: text(3000, 1) }, optional: { verbatim: BOOLEAN } },
};

const PICKERS = ["datepicker", "timepicker", "checkboxes", "radio_buttons"];
const SELECTS = ["static", "external", "users", "channels", "conversations"];
const ALL_SELECTS = SELECTS.flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]);

/** Which element may stand where. */
export const IN_ACTIONS = [
  "button",
  "workflow_button",
  "overflow",
  "datetimepicker",
  "rich_text_input",
  ...PICKERS,
  ...ALL_SELECTS,
];
export const AS_ACCESSORY = ["button", "workflow_button", "overflow", "image", ...PICKERS, ...ALL_SELECTS];
export const IN_CONTEXT = ["image", "plain_text", "mrkdwn"];
export const IN_INPUT = [
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "rich_text_input",
  "file_input",
  "datetimepicker",
  ...PICKERS,
  ...ALL_SELECTS,
];
