import type { Evidence } from "../evidence.ts";
import { redact } from "../redaction.ts";
import { readForms } from "./forms.ts";
import { ABOUT_PRODUCT, type Context, type Found, readContext } from "./found.ts";
import { inOrder } from "./in-order.ts";
import { withoutListed } from "./listed-numbers.ts";
import type { Group, Leaf, Passage } from "./loose-tree.ts";
import { normalise } from "./normalise.ts";
import { readProseCodes } from "./prose-codes.ts";
import { readBanners } from "./read-banners.ts";
import { readErrors } from "./read-errors.ts";
import { HEALTH_MARKS, readHealth, readPrintedHealth } from "./read-health.ts";
import { NODE_MARKS, readNode } from "./read-nodes.ts";
import { readTraffic, TRAFFIC_MARKS } from "./read-traffic.ts";
import { EVENT_MARKS, readWebhook } from "./read-webhooks.ts";
import type { Recognition } from "./recognition.ts";
import { readSigns } from "./signs.ts";
import { type Reading, readAll } from "./tree-access.ts";
import { whichProvider } from "./which-provider.ts";
import { idsOf } from "./whose-ids.ts";

/**
 * What a pasted text says: errors, health, events and signs, and whose they are. `about` is the number that was asked
 * about, where somebody named one. Never throws.
 */
export function recognise(text: string, about?: string): Recognition {
  const redacted = redact(text);
  const clean = normalise(text);
  const context = readContext(clean);
  const whole = readAll(readForms(clean));
  const reading = withoutListed(whole, about);
  const found = inOrder(readEverything(reading, context, reading !== whole));
  const evidence = found.map((one) => one.evidence);
  const provider = whichProvider(clean, evidence);
  return {
    provider,
    evidence,
    ...idsOf(found, reading),
    isOurs: provider !== "none" || context.isVonage || ABOUT_PRODUCT.test(clean),
    secrets: redacted.secrets,
    redactedText: redacted.text,
  };
}

function readEverything(reading: Reading, context: Context, isList: boolean): Found[] {
  const printed = reading.prose.map(readPrintedHealth);
  const structured: Found[] = [];
  for (const group of reading.groups) {
    structured.push(...readErrors(group, context));
    const called = readersCalledBy(group);
    OBJECT_READERS.forEach(({ read }, at) => {
      if (called & (1 << at)) structured.push(...read(group));
    });
  }
  const passages = [...printed.map((one) => one.rest), ...reading.leaves.flatMap(passageOf)];
  const codes = [
    ...structured,
    ...printed.flatMap((one) => one.found),
    ...passages.flatMap((passage) => readProseCodes(passage, context)),
  ];
  const has = (...kinds: readonly string[]) => codes.some(({ evidence }) => kinds.includes(evidence.kind));
  const signs = readSigns(context, has("error", "health"));
  const banners = signs.some(isUnofficial) ? [] : reading.prose.flatMap((passage) => readBanners(passage, context));
  return [
    ...codes,
    ...banners,
    ...signs.filter(({ evidence }) => !(isBannedSign(evidence) && (isList || has("node")))),
  ];
}

/** What an object can tell beside errors, and the keys that make it worth asking. */
const OBJECT_READERS: readonly { read: (group: Group) => readonly Found[]; marks: readonly string[] }[] = [
  { read: readHealth, marks: HEALTH_MARKS },
  { read: readNode, marks: NODE_MARKS },
  { read: readWebhook, marks: EVENT_MARKS },
  { read: readTraffic, marks: TRAFFIC_MARKS },
];

/** A bit for each reader that a key calls: most of the objects in a large text call none. */
const CALLS = new Map<string, number>();
OBJECT_READERS.forEach(({ marks }, at) => {
  for (const mark of marks) CALLS.set(mark, (CALLS.get(mark) ?? 0) | (1 << at));
});

function readersCalledBy(group: Group): number {
  let called = 0;
  for (const key of group.byKey.keys()) called |= CALLS.get(key) ?? 0;
  return called;
}

function isBannedSign(evidence: Evidence): boolean {
  return evidence.kind === "sign" && evidence.sign === "status_banned";
}

/** What an unofficial client prints is about that client. */
function isUnofficial({ evidence }: Found): boolean {
  return evidence.kind === "sign" && evidence.sign === "unofficial_client";
}

/** Texts inside a structure are read like running text, except what customers wrote and what is an id. */
function passageOf(leaf: Leaf): Passage[] {
  if (leaf.text.length < 4 || !/\d/.test(leaf.text) || !/\D/.test(leaf.text)) return [];
  if (leaf.up.key === "text" || NOT_PROSE.test(leaf.key)) return [];
  return [{ at: leaf.at, text: leaf.text, group: leaf.up }];
}

const NOT_PROSE =
  /^(?:id|.*id|.*sid|body|name|customername|timestamp|time|.*date|phone|number|to|from|href|url|city|address|tags?|recipient.*|empty\d*)$/;
