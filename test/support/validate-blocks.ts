/**
 * Slack's limits and surface rules as a table, written from its documentation and not from `src/slack/limits.ts`,
 * so that a wrong number there is found here. https://docs.slack.dev/reference/block-kit
 */
type Json = { readonly [key: string]: unknown };
type Surface = "message" | "modal";

const BLOCKS: Record<string, { keys: readonly string[]; surfaces: readonly Surface[] }> = {
  section: { keys: ["type", "block_id", "text", "fields", "accessory", "expand"], surfaces: ["message", "modal"] },
  context: { keys: ["type", "block_id", "elements"], surfaces: ["message", "modal"] },
  actions: { keys: ["type", "block_id", "elements"], surfaces: ["message", "modal"] },
  header: { keys: ["type", "block_id", "text"], surfaces: ["message", "modal"] },
  divider: { keys: ["type", "block_id"], surfaces: ["message", "modal"] },
  input: {
    keys: ["type", "block_id", "label", "element", "optional", "hint", "dispatch_action"],
    surfaces: ["modal"],
  },
};

const ELEMENTS: Record<string, { keys: readonly string[]; inside: readonly string[]; options?: number }> = {
  button: {
    keys: ["type", "text", "action_id", "value", "url", "style", "confirm", "accessibility_label"],
    inside: ["actions", "section"],
  },
  overflow: { keys: ["type", "action_id", "options", "confirm"], inside: ["actions", "section"], options: 5 },
  static_select: {
    keys: ["type", "action_id", "options", "initial_option", "placeholder", "confirm"],
    inside: ["actions", "section", "input"],
    options: 100,
  },
  radio_buttons: {
    keys: ["type", "action_id", "options", "initial_option", "confirm"],
    inside: ["actions", "section", "input"],
    options: 10,
  },
  checkboxes: {
    keys: ["type", "action_id", "options", "initial_options", "confirm"],
    inside: ["actions", "section", "input"],
    options: 10,
  },
  datetimepicker: { keys: ["type", "action_id", "initial_date_time", "confirm"], inside: ["actions", "input"] },
  plain_text_input: {
    keys: ["type", "action_id", "initial_value", "multiline", "min_length", "max_length", "placeholder"],
    inside: ["input"],
  },
};

const MODAL = [
  "type",
  "callback_id",
  "title",
  "submit",
  "close",
  "private_metadata",
  "blocks",
  "notify_on_close",
  "clear_on_close",
];
/** What may stand between angle brackets: a link, a person, a channel or a date; never a broadcast. */
const TOKEN = /^(https?:\/\/[^|]+(\|[^|]*)?|@[UW][A-Z0-9]+|#C[A-Z0-9]+|!date\^\d+\^[^|^]+(\^https?:[^|]+)?\|[^|]+)$/;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;

/** Every breach as `pointer: sentence`; an empty list means Slack should take the message. */
export function problemsOfMessage(message: { text: string; blocks: readonly unknown[] }): string[] {
  const problems: string[] = [];
  if (message.text.trim() === "") problems.push("/text: a message needs a text for notifications and screen readers");
  if (message.text.length > 4000) problems.push(`/text: ${message.text.length} characters, chat.update takes 4000`);
  problems.push(...marks(message.text, "/text"));
  if (message.blocks.length > 45) problems.push(`/blocks: ${message.blocks.length} blocks, the budget is 45`);
  const characters = charactersOf(message.blocks);
  if (characters > 9000) problems.push(`/blocks: ${characters} characters of text, the budget is 9000`);
  return [...problems, ...blocksIn(message.blocks, "message", "/blocks")];
}

/** The same for a modal. */
export function problemsOfView(view: unknown): string[] {
  if (!isJson(view)) return ["/: not an object"];
  const problems = unknownKeys(view, MODAL, "");
  if (view.type !== "modal") problems.push("/type: only modals are built here");
  problems.push(...text(view.title, "/title", 24, "plain_text"));
  if (view.submit !== undefined) problems.push(...text(view.submit, "/submit", 24, "plain_text"));
  if (view.close !== undefined) problems.push(...text(view.close, "/close", 24, "plain_text"));
  problems.push(...lengthOf(view.private_metadata, "/private_metadata", 3000), ...id(view.callback_id, "/callback_id"));
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  if (blocks.length === 0 || blocks.length > 100) problems.push(`/blocks: ${blocks.length} blocks, 1 to 100 allowed`);
  if (JSON.stringify(view).length > 250_000) problems.push("/: larger than 250 KB");
  const hasInput = blocks.some((block) => isJson(block) && block.type === "input");
  if (hasInput && view.submit === undefined) problems.push("/submit: a view with inputs needs one");
  return [...problems, ...blocksIn(blocks, "modal", "/blocks")];
}

/** The sum Slack refuses a message by: every `text` in every text object. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (!isJson(value)) return 0;
  const own = typeof value.text === "string" ? value.text.length : 0;
  return Object.values(value).reduce<number>((sum, one) => sum + charactersOf(one), own);
}

function blocksIn(blocks: readonly unknown[], surface: Surface, at: string): string[] {
  const ids = blocks.flatMap((block) => (isJson(block) && typeof block.block_id === "string" ? [block.block_id] : []));
  const twice = ids.filter((one, index) => ids.indexOf(one) !== index);
  return [
    ...twice.map((one) => `${at}: block_id ${one} stands twice`),
    ...blocks.flatMap((block, index) => blockIn(block, surface, `${at}/${index}`)),
  ];
}

function blockIn(block: unknown, surface: Surface, at: string): string[] {
  if (!isJson(block)) return [`${at}: not an object`];
  const rule = BLOCKS[String(block.type)];
  if (rule === undefined) return [`${at}: unknown block ${String(block.type)}`];
  const problems = [...unknownKeys(block, rule.keys, at), ...id(block.block_id, `${at}/block_id`)];
  if (!rule.surfaces.includes(surface)) problems.push(`${at}: ${String(block.type)} does not stand in a ${surface}`);
  return [...problems, ...inBlock(block, at)];
}

function inBlock(block: Json, at: string): string[] {
  switch (block.type) {
    case "header":
      return text(block.text, `${at}/text`, 150, "plain_text");
    case "section":
      return [
        ...(block.text === undefined && block.fields === undefined ? [`${at}: needs text or fields`] : []),
        ...(block.text === undefined ? [] : text(block.text, `${at}/text`, 3000)),
        ...list(block.fields, `${at}/fields`, 10).flatMap((one, i) => text(one, `${at}/fields/${i}`, 2000)),
        ...(block.accessory === undefined ? [] : element(block.accessory, "section", `${at}/accessory`)),
      ];
    case "context":
      return [
        ...count(block.elements, `${at}/elements`, 10),
        ...list(block.elements, `${at}/elements`, 10).flatMap((one, i) => text(one, `${at}/elements/${i}`, 3000)),
      ];
    case "actions": {
      const elements = list(block.elements, `${at}/elements`, 25);
      const actionIds = elements.map((one) => (isJson(one) ? one.action_id : undefined));
      return [
        ...count(block.elements, `${at}/elements`, 25),
        ...(new Set(actionIds).size === actionIds.length ? [] : [`${at}: an action_id stands twice`]),
        ...elements.flatMap((one, i) => element(one, "actions", `${at}/elements/${i}`)),
      ];
    }
    case "input":
      return [
        ...text(block.label, `${at}/label`, 2000, "plain_text"),
        ...(block.hint === undefined ? [] : text(block.hint, `${at}/hint`, 2000, "plain_text")),
        ...element(block.element, "input", `${at}/element`),
      ];
    default:
      return [];
  }
}

function element(value: unknown, inside: string, at: string): string[] {
  if (!isJson(value)) return [`${at}: not an object`];
  const rule = ELEMENTS[String(value.type)];
  if (rule === undefined) return [`${at}: unknown element ${String(value.type)}`];
  const problems = [...unknownKeys(value, rule.keys, at), ...id(value.action_id, `${at}/action_id`)];
  if (!rule.inside.includes(inside)) problems.push(`${at}: ${String(value.type)} does not stand in ${inside}`);
  if (value.type === "button") {
    problems.push(...text(value.text, `${at}/text`, 75, "plain_text"), ...lengthOf(value.value, `${at}/value`, 2000));
    problems.push(...lengthOf(value.url, `${at}/url`, 3000), ...lengthOf(value.accessibility_label, `${at}/label`, 75));
    if (value.style !== undefined && value.style !== "primary" && value.style !== "danger") {
      problems.push(`${at}/style: ${String(value.style)}`);
    }
    if (value.confirm !== undefined) problems.push(...confirm(value.confirm, `${at}/confirm`));
  }
  if (rule.options !== undefined) problems.push(...options(value, rule.options, at));
  if (value.type === "plain_text_input") problems.push(...textField(value, at));
  if (value.placeholder !== undefined)
    problems.push(...text(value.placeholder, `${at}/placeholder`, 150, "plain_text"));
  return problems;
}

function textField(value: Json, at: string): string[] {
  const max = typeof value.max_length === "number" ? value.max_length : 3000;
  return [
    ...(max < 1 || max > 3000 ? [`${at}/max_length: ${max}`] : []),
    ...lengthOf(value.initial_value, `${at}/initial_value`, max),
    ...(value.initial_value === "" ? [`${at}/initial_value: empty`] : []),
  ];
}

function options(value: Json, max: number, at: string): string[] {
  const all = list(value.options, `${at}/options`, max);
  const values = all.map((one) => (isJson(one) ? one.value : undefined));
  const chosen = [value.initial_option, ...(Array.isArray(value.initial_options) ? value.initial_options : [])];
  const same = new Set(all.map((one) => JSON.stringify(one)));
  return [
    ...count(value.options, `${at}/options`, max),
    ...(new Set(values).size === values.length ? [] : [`${at}/options: a value stands twice`]),
    ...all.flatMap((one, i) => [
      ...(isJson(one) ? text(one.text, `${at}/options/${i}/text`, 75) : [`${at}/options/${i}: not an object`]),
      ...(isJson(one) ? lengthOf(one.value, `${at}/options/${i}/value`, 75) : []),
      ...(isJson(one) && one.description !== undefined
        ? text(one.description, `${at}/options/${i}/description`, 75, "plain_text")
        : []),
    ]),
    ...(Array.isArray(value.initial_options) && value.initial_options.length === 0
      ? [`${at}/initial_options: empty`]
      : []),
    ...chosen
      .filter((one) => one !== undefined && !same.has(JSON.stringify(one)))
      .map(() => `${at}: what is chosen at first is not one of the options`),
  ];
}

function confirm(value: unknown, at: string): string[] {
  if (!isJson(value)) return [`${at}: not an object`];
  return [
    ...text(value.title, `${at}/title`, 100, "plain_text"),
    ...text(value.text, `${at}/text`, 300),
    ...text(value.confirm, `${at}/confirm`, 30, "plain_text"),
    ...text(value.deny, `${at}/deny`, 30, "plain_text"),
  ];
}

function text(value: unknown, at: string, max: number, only?: "plain_text"): string[] {
  if (!isJson(value)) return [`${at}: no text object`];
  const problems: string[] = [];
  if (only !== undefined && value.type !== only) problems.push(`${at}: must be ${only}`);
  if (value.type !== "plain_text" && value.type !== "mrkdwn") problems.push(`${at}: type ${String(value.type)}`);
  if (typeof value.text !== "string" || value.text.length === 0) return [...problems, `${at}: empty text`];
  problems.push(...lengthOf(value.text, at, max));
  if (value.type === "plain_text") {
    problems.push(...unknownKeys(value, ["type", "text", "emoji"], at));
    return DIRECTION.test(value.text) ? [...problems, `${at}: turns the reading direction round`] : problems;
  }
  problems.push(...unknownKeys(value, ["type", "text", "verbatim"], at));
  if (value.verbatim !== true) problems.push(`${at}: mrkdwn without verbatim`);
  return [...problems, ...marks(value.text, at)];
}

/** What mrkdwn could do that nobody meant: mention a channel, spoof a link, leave a code block open. */
function marks(value: string, at: string): string[] {
  const problems: string[] = [];
  for (const [token, inside = ""] of value.matchAll(/<([^<>]*)>/g)) {
    if (!TOKEN.test(inside)) problems.push(`${at}: ${token} is not escaped`);
  }
  const rest = value.replace(/<[^<>]*>/g, "");
  if (/[<>]/.test(rest)) problems.push(`${at}: < or > is not escaped`);
  if (/&(?!(amp|lt|gt);)/.test(value)) problems.push(`${at}: & is not escaped`);
  if ((value.match(/```/g)?.length ?? 0) % 2 === 1) problems.push(`${at}: a code block is left open`);
  if (DIRECTION.test(value)) problems.push(`${at}: turns the reading direction round`);
  return problems;
}

function list(value: unknown, _at: string, max: number): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, max) : [];
}

function count(value: unknown, at: string, max: number): string[] {
  const length = Array.isArray(value) ? value.length : 0;
  return length >= 1 && length <= max ? [] : [`${at}: ${length} items, 1 to ${max} allowed`];
}

function lengthOf(value: unknown, at: string, max: number): string[] {
  return typeof value === "string" && value.length > max ? [`${at}: ${value.length} characters of ${max}`] : [];
}

function id(value: unknown, at: string): string[] {
  return value === "" ? [`${at}: empty`] : lengthOf(value, at, 255);
}

function unknownKeys(value: Json, known: readonly string[], at: string): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${at}/${key}: unknown key`);
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
