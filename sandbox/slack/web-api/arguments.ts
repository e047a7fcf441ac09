import { asObject, type JsonObject, parseJson } from "../json.ts";

// Only these hold JSON. A text that begins with "[" or "{" stays a text: desplega-ai/slack-mock mangled such ones.
const JSON_FIELDS = new Set([
  "blocks",
  "attachments",
  "metadata",
  "view",
  "message",
  "files",
  "unfurls",
  "event_payload",
]);

/** Arguments of a call, from a form with JSON members or from a JSON body. Unreadable JSON stays a string. */
export function readArguments(contentType: string, body: string, query: URLSearchParams): JsonObject {
  const args: JsonObject = Object.fromEntries(query);
  if (contentType.startsWith("application/json")) return { ...args, ...asObject(parseJson(body)) };
  for (const [key, value] of new URLSearchParams(body)) {
    args[key] = JSON_FIELDS.has(key) ? (parseJson(value) ?? value) : value;
  }
  return args;
}
