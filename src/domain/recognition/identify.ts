import { parsePhoneNumber } from "../phone-number.ts";
import { MOST_NO_NUMBERS } from "./ids.ts";
import type { Group, Leaf } from "./loose-tree.ts";
import { isIncoming } from "./read-traffic.ts";
import { child, has, nearest, outward, text } from "./tree-access.ts";

const SENDER_KEYS = [
  "displayphonenumber",
  "originationphonenumber",
  "sendernumber",
  "senderphone",
  "senderphonenumber",
  "businessnumber",
  "businessphone",
  "businessphonenumber",
  "fromnumber",
  "ournumber",
];

const namedSender = nearest(...SENDER_KEYS);
const shownSender = outward(senderOf);

/** The sending number an error belongs to: what its envelope calls the sender, never a recipient. */
export function senderNear(group: Group): string | undefined {
  return toNumber(namedSender(group)) ?? shownSender(group);
}

/** The first sender that one of the objects names by its own shape. */
export function firstSender(groups: readonly Group[]): string | undefined {
  const refused = new Set<string>();
  for (const group of groups) {
    const written = writtenSender(group);
    if (written === undefined || refused.has(written)) continue;
    const number = toNumber(written);
    if (number !== undefined) return number;
    if (refused.add(written).size > MOST_NO_NUMBERS) return undefined;
  }
  return undefined;
}

function senderOf(group: Group): string | undefined {
  return toNumber(writtenSender(group));
}

function writtenSender(group: Group): string | undefined {
  if (group.isList) return undefined;
  const named = text(group, ...SENDER_KEYS);
  if (named !== undefined) return named;
  if (has(group, "violationinfo")) return text(group, "phonenumber");
  if (has(group, "errorcode", "failedchecks") && has(group, "number")) return text(group, "number");
  const subject = text(group, "subject");
  const inSubject = subject && /sender\/(\d{8,15})\/recipient/.exec(subject)?.[1];
  if (inSubject) return inSubject;
  if (!has(group, "from") || !has(group, "to", "messageuuid", "channel")) return undefined;
  return isIncoming(group) ? addressOf(group, "to") : addressOf(group, "from");
}

function addressOf(group: Group, key: string): string | undefined {
  return text(group, key) ?? text(child(group, key), "number", "id");
}

/** Digits as a provider writes them; a BSUID, a UUID or a name is no number. */
function toNumber(value: string | undefined): string | undefined {
  if (value === undefined || !/^[\s+()\d.:a-z-]{8,40}$/i.test(value)) return undefined;
  const digits = value.replace(/^(?:whatsapp|tel):/i, "");
  if (/[a-z]/i.test(digits)) return undefined;
  const parsed = parsePhoneNumber(digits);
  return parsed.ok ? parsed.number : undefined;
}

const ID = /^\d{9,20}$/;

export const wabaNear = outward(wabaOf);

/** The account an object names by its own shape. */
export function wabaOf(group: Group): string | undefined {
  const own = idIn(group, "wabaid", "whatsappbusinessaccountid") ?? idIn(child(group, "wabainfo"), "wabaid");
  if (own) return own;
  const isAccount =
    group.key === "whatsappbusinessaccount" ||
    has(group, "changes", "accountreviewstatus", "businessverificationstatus");
  return isAccount ? idIn(group, "id") : idIn(child(group, "whatsapp"), "wabaid");
}

export const phoneIdNear = outward(phoneIdOf);

/** The number's id at Meta that an object names by its own shape. */
export function phoneIdOf(group: Group): string | undefined {
  const own = idIn(group, "phonenumberid", "originationphonenumberid", "metaphonenumberid");
  if (own) return own;
  const isNode = has(group, "displayphonenumber") && has(group, "qualityrating", "status", "verifiedname");
  return idIn(child(group, "metadata"), "phonenumberid") ?? (isNode ? idIn(group, "id") : undefined);
}

function idIn(group: Group | undefined, ...names: readonly string[]): string | undefined {
  const value = text(group, ...names);
  return value !== undefined && ID.test(value) ? value : undefined;
}

/** The first leaf under one of the names with a value of that shape, wherever it stands. */
export function firstOf(leaves: readonly Leaf[], names: ReadonlySet<string>, shape: RegExp): string | undefined {
  return leaves.find((leaf) => names.has(leaf.key) && shape.test(leaf.text))?.text;
}
