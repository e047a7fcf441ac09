import type { KnownBlock } from "@slack/types";
import { LIMITS } from "../limits.ts";

/** The sum of all text in a message, which Slack refuses above an undocumented figure. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  const own = "text" in value && typeof value.text === "string" ? value.text.length : 0;
  return Object.values(value).reduce<number>((sum, one) => sum + charactersOf(one), own);
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= LIMITS.message.blocks && charactersOf(blocks) <= LIMITS.message.characters;
}

/**
 * The first of several renderings of the same thing that Slack takes, from the fullest to the barest. What even the
 * barest has too much of is cut off at the end, so builders put what matters first.
 */
export function fullestThatFits(renderings: readonly (() => KnownBlock[])[]): KnownBlock[] {
  let blocks: KnownBlock[] = [];
  for (const render of renderings) {
    blocks = render();
    if (fits(blocks)) return blocks;
  }
  while (blocks.length > 1 && !fits(blocks)) blocks = blocks.slice(0, -1);
  return blocks;
}
