import { expect, vi } from "vitest";
import type { Human } from "../../../sandbox/slack/people/human.ts";
import type { View } from "../../../sandbox/slack/state/state.ts";
import { WITHIN } from "./within.ts";

export function topOf(human: Human): View | undefined {
  return human.views().at(-1);
}

export async function closeAll(human: Human): Promise<void> {
  while (human.views().length > 0) await human.closeView();
}

/** What is written in blocks or in anything with texts inside, a line each. */
export function readable(value: unknown): string {
  if (Array.isArray(value)) return value.map(readable).filter(Boolean).join("\n");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, inner]) => (key === "text" && typeof inner === "string" ? inner : readable(inner)))
    .filter(Boolean)
    .join("\n");
}

/** Does something after which this person reads a private line or a dialog, and returns what it says. */
export async function readAnswer(human: Human, act: () => Promise<unknown>): Promise<string> {
  const before = human.ephemerals().length;
  const view = topOf(human)?.id;
  await act();
  await vi.waitFor(() => {
    const isTold = human.ephemerals().length > before;
    expect(isTold || (topOf(human) !== undefined && topOf(human)?.id !== view)).toBe(true);
  }, WITHIN);
  if (human.ephemerals().length > before) return human.ephemerals().at(-1)?.text ?? "";
  return readable(topOf(human)?.body);
}
