import type { Evidence } from "../evidence.ts";
import { redact } from "../redaction.ts";
import { isFormEncoded, readForms } from "./forms.ts";
import { type Context, type Found, readContext } from "./found.ts";
import { firstOf, type Ids, phoneIdNear, senderNear, senderOf, wabaNear } from "./identify.ts";
import { importance } from "./importance.ts";
import { toInstant } from "./instants.ts";
import type { Leaf, Passage } from "./loose-tree.ts";
import { messageIdNear, timeNear } from "./near-error.ts";
import { normalise } from "./normalise.ts";
import { readProseCodes } from "./prose-codes.ts";
import { readProseIds } from "./prose-ids.ts";
import { readErrors } from "./read-errors.ts";
import { readHealth, readPrintedHealth } from "./read-health.ts";
import { readNode } from "./read-nodes.ts";
import { readTraffic } from "./read-traffic.ts";
import { readWebhook } from "./read-webhooks.ts";
import type { Recognition } from "./recognition.ts";
import { readSigns } from "./signs.ts";
import { nearest, type Reading, readAll } from "./tree-access.ts";
import { whichProvider } from "./which-provider.ts";

/** What a pasted text says: errors, health, events and signs, and whose they are. Never throws. */
export function recognise(text: string): Recognition {
  const redacted = redact(text);
  const clean = normalise(text);
  const context = readContext(clean);
  const reading = readAll(isFormEncoded(clean) ? readForms(clean) : clean);
  const found = inOrder(readEverything(reading, context));
  const evidence = found.map((one) => one.evidence);
  const provider = whichProvider(clean, evidence);
  return {
    provider,
    evidence,
    ...idsOf(found, reading),
    isOurs: provider !== "none" || context.mentionsMeta || context.isVonage,
    secrets: redacted.secrets,
    redactedText: redacted.text,
  };
}

function readEverything(reading: Reading, context: Context): Found[] {
  const printed = reading.prose.map(readPrintedHealth);
  const structured = reading.groups.flatMap((group) => [
    ...readErrors(group, context),
    ...readHealth(group),
    ...readNode(group),
    ...readWebhook(group),
    ...readTraffic(group),
  ]);
  const passages = [...printed.map((one) => one.rest), ...reading.leaves.flatMap(passageOf)];
  const codes = [
    ...structured,
    ...printed.flatMap((one) => one.found),
    ...passages.flatMap((passage) => readProseCodes(passage, context)),
  ];
  const has = (...kinds: readonly string[]) => codes.some(({ evidence }) => kinds.includes(evidence.kind));
  const signs = readSigns(context, has("error", "health"));
  return [...codes, ...signs.filter(({ evidence }) => !(isBannedSign(evidence) && has("node")))];
}

function isBannedSign(evidence: Evidence): boolean {
  return evidence.kind === "sign" && evidence.sign === "status_banned";
}

/** Texts inside a structure are read like running text, except what customers wrote and what is an id. */
function passageOf(leaf: Leaf): Passage[] {
  if (leaf.text.length < 4 || !/\D/.test(leaf.text) || leaf.up.key === "text" || NOT_PROSE.test(leaf.key)) return [];
  return [{ at: leaf.at, text: leaf.text, group: leaf.up }];
}

const NOT_PROSE =
  /^(?:id|.*id|.*sid|body|name|customername|timestamp|time|.*date|phone|number|to|from|href|url|city|address|tags?|recipient.*|empty\d*)$/;

/** In the order of the text; the same error said twice, as in a code and its message, counts once. */
function inOrder(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.at - b.at);
  const seen = new Map<string, Found>();
  const kept: Found[] = [];
  for (const one of sorted) {
    const key = keyOf(one);
    const earlier = key === undefined ? undefined : seen.get(key);
    if (earlier) {
      if (isLaterDelivery(earlier.evidence, one.evidence)) Object.assign(earlier, one, { at: earlier.at });
      else if (isPoorer(earlier, one))
        Object.assign(earlier, one, { at: earlier.at, evidence: joined(earlier.evidence, one.evidence) });
      continue;
    }
    const copy = { ...one };
    if (key !== undefined) seen.set(key, copy);
    kept.push(copy);
  }
  const failures = found.flatMap(({ evidence }) => (evidence.kind === "error" && evidence.at ? [evidence.at] : []));
  return kept.filter((one) => !isOldDelivery(one.evidence, failures));
}

/** The code field knows subcode, details and the call; the sentence may add what is wrong about it. */
function isPoorer(earlier: Found, later: Found): boolean {
  if (earlier.isField !== later.isField) return later.isField === true;
  return Object.keys(later.evidence).length > Object.keys(earlier.evidence).length;
}

function joined(earlier: Evidence, later: Evidence): Evidence {
  return { ...earlier, ...later } as Evidence;
}

function keyOf({ evidence, group }: Found): string | undefined {
  switch (evidence.kind) {
    case "error":
      return `${evidence.namespace} ${evidence.code}`;
    case "sign":
      return evidence.sign;
    case "delivered":
    case "incoming":
      return evidence.kind;
    default:
      return group ? undefined : evidence.kind;
  }
}

function isLaterDelivery(earlier: Evidence, later: Evidence): boolean {
  if (later.kind !== "delivered" && later.kind !== "incoming") return false;
  return later.at !== undefined && (earlier.at === undefined || later.at > earlier.at);
}

/** A delivery says something about now only when nothing failed after it. */
function isOldDelivery(evidence: Evidence, failures: readonly string[]): boolean {
  if (evidence.kind !== "delivered") return false;
  const { at } = evidence;
  return failures.some((failedAt) => at === undefined || failedAt > at);
}

const traceNear = nearest("fbtraceid");
const TRACE_KEYS: ReadonlySet<string> = new Set(["fbtraceid"]);

/** The ids of the evidence that matters most, then what else the text names. */
function idsOf(found: readonly Found[], { groups, leaves, prose }: Reading): Ids & { observedAt?: string } {
  const decider = [...found].sort((a, b) => importance(a.evidence) - importance(b.evidence))[0];
  const group = decider?.group;
  const words = readProseIds(prose.map((one) => one.text).join("\n"));
  const all = <T>(read: (at: (typeof groups)[number]) => T | undefined) => {
    for (const one of groups) {
      const value = read(one);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const health = healthIds(found.map((one) => one.evidence));
  const ids = {
    number: (group && senderNear(group)) ?? all(senderOf) ?? words.number,
    wabaId: (group && wabaNear(group)) ?? all(wabaNear) ?? health.wabaId ?? words.wabaId,
    phoneNumberId: (group && phoneIdNear(group)) ?? all(phoneIdNear) ?? health.phoneNumberId ?? words.phoneNumberId,
    messageId: (group && messageIdNear(group)) ?? all(messageIdNear) ?? words.messageId,
    fbtraceId: (group && traceNear(group)) ?? firstOf(leaves, TRACE_KEYS, /^[\w+/-]{6,40}$/) ?? words.fbtraceId,
    observedAt: decider?.evidence.at ?? (group && timeNear(group)) ?? all(timeNear) ?? timeIn(prose),
  };
  const known = Object.entries(ids).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Ids & { observedAt?: string };
}

/** A log line's own time; a date inside a structure may be the end of something. */
function timeIn(prose: readonly Passage[]): string | undefined {
  return toInstant(
    prose
      .map((one) => one.text.slice(0, 2000))
      .slice(0, 20)
      .join("\n"),
  );
}

function healthIds(evidence: readonly Evidence[]): Ids {
  const entities = evidence.flatMap((one) => (one.kind === "health" ? one.entities : []));
  const wabaId = entities.find((entity) => entity.type === "WABA")?.id;
  const phoneNumberId = entities.find((entity) => entity.type === "PHONE_NUMBER")?.id;
  return { ...(wabaId && { wabaId }), ...(phoneNumberId && { phoneNumberId }) };
}
