/** Text for a jsonb column. Postgres refuses a NUL and half a surrogate pair there, and pasted text may hold both. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === "string" ? storable(part) : part));
}

function storable(text: string): string {
  return Buffer.from(text.replaceAll("\0", ""), "utf8").toString("utf8");
}
