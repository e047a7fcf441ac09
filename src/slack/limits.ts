/**
 * Slack's limits as of November 2026, each a little below or at the documented figure.
 * https://docs.slack.dev/reference/block-kit
 */
export const LIMITS = {
  message: {
    /** Slack allows 50; the rest is room for one more warning. */
    blocks: 45,
    /** Undocumented: the sum over all text is refused somewhere above 9 597 (slackapi/bolt-js#2509, #2867). */
    characters: 9000,
    /** `chat.update` refuses a longer top-level `text`; `chat.postMessage` would cut it. */
    text: 4000,
  },
  view: { blocks: 100, bytes: 250_000, title: 24, button: 24, privateMetadata: 3000 },
  id: 255,
  section: { text: 3000, fields: 10, field: 2000 },
  context: { elements: 10 },
  actions: { elements: 25 },
  button: { text: 75, value: 2000 },
  /** The documentation says 150 for the value, the types say 75: keep to the smaller. */
  option: { text: 75, description: 75, value: 75 },
  overflow: { options: 5 },
  checkboxes: { options: 10 },
  select: { options: 100 },
  input: { label: 2000, hint: 2000, text: 3000, placeholder: 150 },
  confirm: { title: 100, text: 300, button: 30 },
} as const;
