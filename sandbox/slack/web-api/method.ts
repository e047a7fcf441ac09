import { asText, type Json, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";

export type Call = { local: Local; args: JsonObject };

export type Answer = JsonObject & { ok: boolean };

/** One Web API method. What is not in `args` is an unknown argument and a red journal entry. */
export type Method = {
  args: readonly string[];
  required?: readonly string[];
  /** Every one of them is needed; a method that depends on the conversation asks `conversationScope` itself. */
  scope?: string;
  /** Calls a minute. https://docs.slack.dev/apis/web-api/rate-limits */
  perMinute: number;
  run(call: Call): Answer;
};

export function fail(error: string, more: JsonObject = {}): Answer {
  return { ok: false, error, ...more };
}

export function done(more: JsonObject = {}): Answer {
  return { ok: true, ...more };
}

/** A refusal of arguments, in the words Slack puts beside the error. */
export function invalidArguments(messages: readonly string[]): Answer {
  return fail("invalid_arguments", { response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) } });
}

export function isTrue(value: Json | undefined): boolean {
  return value === true || value === "true" || value === "1" || value === 1;
}

export function toCount(value: Json | undefined, fallback: number, most: number): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most) : fallback;
}

export function textArg(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  return typeof value === "number" ? String(value) : asText(value);
}

/** A red entry for something the real Slack would take without a word. */
export function complain(local: Local, title: string, detail?: unknown): void {
  local.journal.add({ kind: "note", red: true, title, ...(detail === undefined ? {} : { detail }) });
}

/** One page of a list and the cursor of the next, as Slack's cursors: opaque text. */
export function page<T>(
  items: readonly T[],
  args: JsonObject,
  fallback: number,
  most = 1000,
): { items: T[]; next: string } | undefined {
  const cursor = textArg(args, "cursor");
  const from = cursor ? Number(Buffer.from(cursor, "base64").toString().replace("next:", "")) : 0;
  if (!Number.isInteger(from) || from < 0 || from > items.length) return undefined;
  const size = toCount(args.limit, fallback, most);
  const more = from + size < items.length;
  return {
    items: items.slice(from, from + size),
    next: more ? Buffer.from(`next:${from + size}`).toString("base64") : "",
  };
}
