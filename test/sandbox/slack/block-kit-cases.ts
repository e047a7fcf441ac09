import { aButton, aModal, aTextInput, divider, options, plain, section } from "./blocks.ts";

export const x = (length: number): string => "x".repeat(length);
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const actions = (...elements: object[]) => ({ type: "actions", elements });
const select = (more: object = {}) => ({ type: "static_select", action_id: "s", options: options("a"), ...more });

const confirming = (more: object) =>
  actions({
    ...aButton("b"),
    confirm: { title: plain("a"), text: plain("a"), confirm: plain("y"), deny: plain("n"), ...more },
  });

/** Limits of https://docs.slack.dev/reference/block-kit and nicklambourne/slackblocks spec/limits.json: largest that passes. */
export const LIMITS: readonly [what: string, most: number, blocks: (size: number) => object[]][] = [
  ["[limit.blocks_message] blocks of a message", 50, (n) => many(n, () => divider)],
  ["[limit.section_text] characters of a section", 3000, (n) => [section(x(n))]],
  ["[limit.section_fields] fields of a section", 10, (n) => [{ type: "section", fields: many(n, () => plain("a")) }]],
  ["[limit.field_text] characters of a field", 2000, (n) => [{ type: "section", fields: [plain(x(n))] }]],
  ["[limit.header_text] characters of a header", 150, (n) => [{ type: "header", text: plain(x(n)) }]],
  [
    "[limit.context_elements] elements of a context",
    10,
    (n) => [{ type: "context", elements: many(n, () => plain("a")) }],
  ],
  ["[limit.actions_elements] elements of actions", 25, (n) => [actions(...many(n, (i) => aButton(`b${i}`)))]],
  ["[limit.button_text] characters on a button", 75, (n) => [actions(aButton("b", { text: x(n) }))]],
  ["[limit.button_value] characters of a button's value", 2000, (n) => [actions(aButton("b", { value: x(n) }))]],
  ["[limit.action_id] characters of an action_id", 255, (n) => [actions(aButton(x(n)))]],
  ["[limit.block_id] characters of a block_id", 255, (n) => [{ ...divider, block_id: x(n) }]],
  [
    "[limit.checkboxes] checkboxes of a group",
    10,
    (n) => [actions({ type: "checkboxes", action_id: "c", options: options(...many(n, String)) })],
  ],
  [
    "[limit.radio_buttons] radio buttons",
    10,
    (n) => [actions({ type: "radio_buttons", action_id: "c", options: options(...many(n, String)) })],
  ],
  [
    "[limit.overflow] options of an overflow",
    5,
    (n) => [actions({ type: "overflow", action_id: "o", options: options(...many(n, String)) })],
  ],
  ["[limit.select] options of a select", 100, (n) => [actions(select({ options: options(...many(n, String)) }))]],
  [
    "[limit.option_text] characters of an option",
    75,
    (n) => [actions(select({ options: [{ text: plain(x(n)), value: "a" }] }))],
  ],
  [
    "[limit.option_value] characters of an option's value",
    150,
    (n) => [actions(select({ options: options(x(n)).map((o) => ({ ...o, text: plain("a") })) }))],
  ],
  [
    "[limit.option_description] characters of an option's description",
    75,
    (n) => [actions(select({ options: [{ text: plain("a"), value: "a", description: plain(x(n)) }] }))],
  ],
  [
    "[limit.input_text] characters a text input lets people type",
    3000,
    (n) => [{ ...aTextInput("i"), element: { type: "plain_text_input", action_id: "v", max_length: n } }],
  ],
  ["[limit.context_text] characters of a context text", 3000, (n) => [{ type: "context", elements: [plain(x(n))] }]],
  ["[limit.placeholder] characters of a placeholder", 150, (n) => [actions(select({ placeholder: plain(x(n)) }))]],
  ["[limit.input_label] characters of a label", 2000, (n) => [{ ...aTextInput("i"), label: plain(x(n)) }]],
  ["[limit.input_hint] characters of a hint", 2000, (n) => [{ ...aTextInput("i"), hint: plain(x(n)) }]],
  ["[limit.markdown] characters of markdown", 12_000, (n) => [{ type: "markdown", text: x(n) }]],
  ["[limit.confirm_title] characters of a confirm dialog's title", 100, (n) => [confirming({ title: plain(x(n)) })]],
  ["[limit.confirm_text] characters of a confirm dialog", 300, (n) => [confirming({ text: plain(x(n)) })]],
  ["[limit.confirm_button] characters of its Yes", 30, (n) => [confirming({ confirm: plain(x(n)) })]],
  ["[limit.confirm_button] characters of its No", 30, (n) => [confirming({ deny: plain(x(n)) })]],
];

/** The same of a whole view. */
export const VIEW_LIMITS: readonly [what: string, most: number, view: (size: number) => object][] = [
  ["[limit.blocks_view] blocks of a view", 100, (n) => aModal({ blocks: many(n, () => divider) })],
  ["[limit.view_title] characters of a title", 24, (n) => aModal({ title: plain(x(n)) })],
  ["[limit.view_submit] characters of a submit button", 24, (n) => aModal({ submit: plain(x(n)) })],
  ["[limit.view_close] characters of a close button", 24, (n) => aModal({ close: plain(x(n)) })],
  ["[limit.private_metadata] characters of private_metadata", 3000, (n) => aModal({ private_metadata: x(n) })],
  ["[limit.callback_id] characters of a callback_id", 255, (n) => aModal({ callback_id: x(n) })],
  ["[limit.external_id] characters of an external_id", 255, (n) => aModal({ external_id: x(n) })],
];

/** What is refused for another reason than its size. */
export const REFUSED: readonly [why: string, blocks: object[]][] = [
  ["[refuse.unknown_block] a block nobody knows", [{ type: "nonsense" }]],
  ["[refuse.unknown_key] a property nobody knows", [{ ...section("a"), colour: "red" }]],
  ["[refuse.section_empty] a section without anything", [{ type: "section" }]],
  ["[refuse.empty_text] an empty text", [section("")]],
  ["[refuse.header_plain] a header in mrkdwn", [{ type: "header", text: { type: "mrkdwn", text: "a" } }]],
  [
    "[refuse.block_id_twice] the same block_id twice",
    [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "a" },
    ],
  ],
  ["[refuse.action_id_twice] the same action_id twice in a block", [actions(aButton("a"), aButton("a"))]],
  [
    "[refuse.element_place] a text input outside an input block",
    [actions({ type: "plain_text_input", action_id: "a" })],
  ],
  ["[refuse.select_options] a select without options", [actions({ type: "static_select", action_id: "a" })]],
  // slackapi/bolt-js#482
  [
    "[refuse.initial_among] an initial option that is no option",
    [actions(select({ initial_option: options("z")[0] }))],
  ],
  [
    "[refuse.initial_not_empty] no initial options at all",
    [actions({ type: "checkboxes", action_id: "c", options: options("a"), initial_options: [] })],
  ],
  ["[refuse.button_style] a colour for a button that does not exist", [actions({ ...aButton("a"), style: "warning" })]],
];

/** Every payload that is just too much, or wrong otherwise, under the name of its rule: for a replay on the real Slack. */
export function refusedPayloads(): ({ name: string; blocks: object[] } | { name: string; view: object })[] {
  return [
    ...LIMITS.map(([name, most, blocks]) => ({ name, blocks: blocks(most + 1) })),
    ...VIEW_LIMITS.map(([name, most, view]) => ({ name, view: view(most + 1) })),
    ...REFUSED.map(([name, blocks]) => ({ name, blocks })),
  ];
}
