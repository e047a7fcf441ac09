import { firstSender } from "./identify.ts";
import type { Group } from "./loose-tree.ts";
import { isPhoneNode } from "./read-nodes.ts";
import { child, has, type Reading, text } from "./tree-access.ts";

/**
 * A reading without the numbers that only stand in a list of an account's numbers: what the list says about one of them
 * says nothing about the one that sends. `about` and the words around the list may name one; that one stays.
 */
export function withoutListed(reading: Reading, about: string | undefined): Reading {
  const listed = listedIn(reading.groups);
  if (listed.size === 0) return reading;
  const sender = firstSender(reading.groups.filter((group) => !listed.has(group) && !isInside(group, listed)));
  const named = namedIn(reading.prose.map((one) => one.text).join("\n"));
  for (const number of [about, sender]) if (number !== undefined) named.add(digitsOf(number));
  const unnamed = new Set([...listed].filter((group) => !isNamed(group, named)));
  return { ...reading, groups: reading.groups.filter((group) => !unnamed.has(group) && !isInside(group, unnamed)) };
}

/** Numbers beside other numbers, or on a page that is not the only one. */
function listedIn(groups: readonly Group[]): Set<Group> {
  const nodes = groups.filter((group) => group.byKey.size > 1 && isPhoneNode(group));
  const beside = new Map<Group | undefined, number>();
  for (const { up } of nodes) beside.set(up, (beside.get(up) ?? 0) + 1);
  return new Set(nodes.filter(({ up }) => up?.depth !== 0 && ((beside.get(up) ?? 0) > 1 || isOnePage(up))));
}

function isOnePage(list: Group | undefined): boolean {
  const paging = child(list?.up, "paging");
  return list?.isList === true && paging !== undefined && has(paging, "next", "previous");
}

/** A health answer belongs to the number it stands in. */
function isInside(group: Group, nodes: ReadonlySet<Group>): boolean {
  for (let at = group.up; at !== undefined && at.depth > 0; at = at.up) if (nodes.has(at)) return true;
  return false;
}

function isNamed(group: Group, named: ReadonlySet<string>): boolean {
  return [text(group, "id"), text(group, "displayphonenumber")].some(
    (value) => value !== undefined && named.has(digitsOf(value)),
  );
}

/** Every run of digits in the words around the list, also one written in groups as phone numbers are. */
function namedIn(prose: string): Set<string> {
  const written = prose.split(/[^\d\s().+-]+|\+|\n/).map(digitsOf);
  return new Set([...written, ...(prose.match(/\d{7,20}/g) ?? [])].filter((digits) => digits.length >= 7));
}

function digitsOf(value: string): string {
  return value.replace(/\D/g, "");
}
