import type { Group, Leaf, Passage } from "./loose-tree.ts";
import { readLoosely } from "./loose-tree.ts";

export type Reading = { groups: readonly Group[]; leaves: readonly Leaf[]; prose: readonly Passage[] };

const MOST_LEVELS = 6;

/** Reads the text and every string inside it that is a structure itself, as relays wrap webhooks. */
export function readAll(text: string): Reading {
  const groups: Group[] = [];
  const leaves: Leaf[] = [];
  const prose: Passage[] = [];
  let level = [readLoosely(text)];
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1) {
    const next = [];
    for (const tree of level) {
      append(groups, tree.groups);
      append(prose, tree.prose);
      for (const leaf of tree.leaves) {
        if (depth < MOST_LEVELS - 1 && leaf.quoted && isNested(leaf.text)) next.push(readLoosely(leaf.text, leaf));
        else leaves.push(leaf);
      }
    }
    level = next;
  }
  return { groups, leaves, prose };
}

/** Spreading hundreds of thousands of items into a call would overflow the stack. */
function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}

function isNested(text: string): boolean {
  return text.length > 8 && /^[\s\S]{0,400}?[{[](?:[\s>]|\\[nrt]){0,200}(?:\\{0,16}["'“{[]|\w+\s?:)/.test(text);
}

export function child(group: Group | undefined, ...names: readonly string[]): Group | undefined {
  for (const name of names) {
    const found = group?.byKey.get(name);
    if (found?.kind === "group") return found;
  }
  return undefined;
}

/** The text under one of the names; `null` and `None` count as absent. */
export function text(group: Group | undefined, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = group?.byKey.get(name);
    if (found?.kind === "leaf" && found.text !== "" && !isAbsent(found)) return found.text;
  }
  return undefined;
}

function isAbsent({ quoted, text: value }: Leaf): boolean {
  return !quoted && /^(?:null|none|nil|undefined)$/i.test(value);
}

export function has(group: Group, ...names: readonly string[]): boolean {
  for (const name of names) if (group.byKey.has(name)) return true;
  return false;
}

/** The items of a list under one of the names; a single object counts as a list of one. */
export function items(group: Group | undefined, ...names: readonly string[]): readonly Group[] {
  const found = child(group, ...names);
  if (!found) return [];
  return found.isList ? found.children.filter((item): item is Group => item.kind === "group") : [found];
}

export function ancestors(group: Group): readonly Group[] {
  const chain: Group[] = [];
  for (let at: Group | undefined = group; at && chain.length < 80; at = at.up) chain.push(at);
  return chain;
}

/** Stands for "looked and found nothing". */
const NOTHING = Symbol("nothing");
let readers = 0;

/**
 * Looks in the group, then one step out, and so on; each group is asked once, however many errors stand below it. The
 * answer is kept in the group: a WeakMap of a hundred thousand groups costs more than all the reading.
 */
export function outward<T>(read: (group: Group) => T | undefined): (group: Group) => T | undefined {
  const place = readers;
  readers += 1;
  return function find(group: Group): T | undefined {
    const answers = group.answers ?? [];
    group.answers = answers;
    const known = answers[place];
    if (known !== undefined) return known === NOTHING ? undefined : (known as T);
    const value = read(group) ?? (group.up && find(group.up));
    answers[place] = value ?? NOTHING;
    return value;
  };
}

/** An object with more members than this is data, not an envelope. */
const WIDEST = 80;

/** The nearest value under one of the names: in the group, in what it holds directly, then one step out. */
export function nearest(...names: readonly string[]): (group: Group) => string | undefined {
  return outward((group) => {
    const own = text(group, ...names);
    if (own !== undefined || group.byKey.size > WIDEST) return own;
    for (const inner of group.byKey.values()) {
      const held = inner.kind === "group" && !inner.isList ? text(inner, ...names) : undefined;
      if (held !== undefined) return held;
    }
    return undefined;
  });
}

/** A whole number, as a number or a string of digits; nothing else. */
export function numberIn(value: string | undefined): number | undefined {
  const match = value === undefined ? null : /^\s*#?(\d{1,16})\s*(?:$|\/\/|#)/.exec(value);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
