import { AS_ACCESSORY, IN_ACTIONS, IN_CONTEXT, IN_INPUT } from "./elements.ts";
import { ANYTHING, anyText, BOOLEAN, listOf, plainText, type Shape, text } from "./rules.ts";

export type Surface = "message" | "modal" | "home";

const EVERYWHERE: readonly Surface[] = ["message", "modal", "home"];
const IN_CONTAINER = [
  "actions",
  "context",
  "divider",
  "file",
  "header",
  "image",
  "input",
  "rich_text",
  "section",
  "table",
  "video",
];

/** Every block with the surfaces that take it. https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS: Readonly<Record<string, { surfaces: readonly Surface[]; shape: Shape }>> = {
  actions: {
    surfaces: EVERYWHERE,
    shape: { required: { elements: listOf({ is: "element", types: IN_ACTIONS }, 25) }, optional: {} },
  },
  alert: {
    surfaces: ["modal"],
    shape: {
      required: { text: anyText(200) },
      optional: { level: { is: "string", max: 20, oneOf: ["default", "info", "warning", "error", "success"] } },
    },
  },
  container: {
    surfaces: ["message"],
    shape: {
      required: { child_blocks: listOf({ is: "block", types: IN_CONTAINER }, 10) },
      optional: { title: plainText(150), is_collapsible: BOOLEAN, default_collapsed: BOOLEAN, width: ANYTHING },
    },
  },
  context: {
    surfaces: EVERYWHERE,
    shape: { required: { elements: listOf({ is: "element", types: IN_CONTEXT }, 10) }, optional: {} },
  },
  divider: { surfaces: EVERYWHERE, shape: { required: {}, optional: {} } },
  header: { surfaces: EVERYWHERE, shape: { required: { text: plainText(150) }, optional: {} } },
  image: {
    surfaces: EVERYWHERE,
    shape: {
      required: { alt_text: text(2000, 1) },
      optional: { image_url: text(3000), slack_file: ANYTHING, title: plainText(2000) },
    },
  },
  input: {
    // A message takes inputs too, without a submit button.
    surfaces: EVERYWHERE,
    shape: {
      required: { label: plainText(2000), element: { is: "element", types: IN_INPUT } },
      optional: { hint: plainText(2000), optional: BOOLEAN, dispatch_action: BOOLEAN },
    },
  },
  markdown: { surfaces: ["message"], shape: { required: { text: text(12_000, 1) }, optional: {} } },
  rich_text: { surfaces: EVERYWHERE, shape: { required: { elements: ANYTHING }, optional: {} } },
  section: {
    surfaces: EVERYWHERE,
    shape: {
      required: {},
      optional: {
        text: anyText(3000),
        fields: listOf(anyText(2000), 10),
        accessory: { is: "element", types: AS_ACCESSORY },
        expand: BOOLEAN,
      },
    },
  },
  table: {
    surfaces: ["message"],
    shape: {
      required: { rows: listOf(listOf(ANYTHING, 20), 100) },
      optional: { column_settings: listOf(ANYTHING, 20) },
    },
  },
};
