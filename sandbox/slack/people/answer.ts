import type { JsonObject } from "../json.ts";

/** What a person's act came to; `error` is a sentence for them. */
export type Act<T extends object = JsonObject> = ({ ok: true } & T) | { ok: false; error: string };

export function cannot(error: string): { ok: false; error: string } {
  return { ok: false, error };
}
