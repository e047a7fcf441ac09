import type { Code } from "../codes/code.ts";
import { PROVIDER_NAMES } from "../provider.ts";
import type { Instant } from "../time.ts";

/** `Meta 131031`, `Vonage 1330`: a code is never named without whose it is. */
export function sayCode({ namespace, code }: Code): string {
  return `${namespace === "meta" ? "Meta" : PROVIDER_NAMES[namespace]} ${code}`;
}

/** ` (Meta 131031)`, or nothing where no code is known. */
export function withCode({ code }: { code?: Code }): string {
  return code === undefined ? "" : ` (${sayCode(code)})`;
}

const ENTITIES: Record<string, string> = {
  PHONE_NUMBER: "the number",
  WABA: "the account",
  BUSINESS: "the business",
  APP: "the app",
  FLOW: "a flow",
};

/** Meta's name of a health entity in our words; a new one stays as Meta writes it. */
export function sayEntity(entity: string | undefined): string {
  return entity === undefined ? "the number" : (ENTITIES[entity] ?? entity);
}

/** `22 Nov 2026, 14:05 UTC`. Surfaces that know the viewer's zone show their own. */
export function sayTime(at: Instant): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(date.toUTCString()) ?? [];
  return `${Number(day)} ${month} ${year}, ${time} UTC`;
}

/** `a`, `a and b`, `a, b and c`. */
export function sayList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

export function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
