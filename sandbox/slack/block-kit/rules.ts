/** How one field may look. Limits: https://docs.slack.dev/reference/block-kit and nicklambourne/slackblocks spec/limits.json */
export type Rule =
  | { is: "text"; of: readonly ("plain_text" | "mrkdwn")[]; max: number }
  | { is: "string"; max: number; min?: number; oneOf?: readonly string[]; like?: RegExp }
  | { is: "number"; min: number; max: number }
  | { is: "boolean" }
  | { is: "list"; max: number; min: number; of: Rule }
  | { is: "object"; shape: Shape }
  /** An object whose `type` chooses the shape. */
  | { is: "element"; types: readonly string[] }
  | { is: "block"; types: readonly string[] }
  | { is: "anything" };

export type Shape = { required: Readonly<Record<string, Rule>>; optional: Readonly<Record<string, Rule>> };

export const plainText = (max: number): Rule => ({ is: "text", of: ["plain_text"], max });
export const anyText = (max: number): Rule => ({ is: "text", of: ["plain_text", "mrkdwn"], max });
export const text = (max: number, min = 0): Rule => ({ is: "string", max, min });
export const listOf = (of: Rule, max: number, min = 1): Rule => ({ is: "list", of, max, min });
export const BOOLEAN: Rule = { is: "boolean" };
export const ANYTHING: Rule = { is: "anything" };
/** block_id, action_id, callback_id, external_id. */
export const ID: Rule = text(255, 1);
export const STYLE: Rule = { is: "string", max: 20, oneOf: ["primary", "danger"] };
export const DATE: Rule = { is: "string", max: 10, like: /^\d{4}-\d\d-\d\d$/ };
export const TIME: Rule = { is: "string", max: 5, like: /^\d\d:\d\d$/ };
