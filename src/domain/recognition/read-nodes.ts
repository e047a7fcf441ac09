import type { Evidence } from "../evidence.ts";
import type { Found } from "./found.ts";
import { toInstant } from "./instants.ts";
import type { Group } from "./loose-tree.ts";
import { has, text } from "./tree-access.ts";

const NODE_KEYS = [
  "qualityrating",
  "codeverificationstatus",
  "namestatus",
  "platformtype",
  "accountmode",
  "ispinenabled",
  "lastonboardedtime",
];

const ACCOUNT_KEYS = ["accountreviewstatus", "businessverificationstatus"];

/** Without one of these an object is neither a number nor an account. */
export const NODE_MARKS = [...NODE_KEYS, ...ACCOUNT_KEYS, "status"];

/** What Graph says about a phone number or an account when asked for its fields. */
export function readNode(group: Group): Found[] {
  if (isPhoneNode(group)) return [phoneNode(group)];
  if (has(group, ...ACCOUNT_KEYS)) return [accountNode(group)];
  return [];
}

/** Whether an object has the fields of a phone number at Graph. */
export function isPhoneNode(group: Group): boolean {
  if (has(group, ...NODE_KEYS) && has(group, "id", "displayphonenumber", "verifiedname", "status")) return true;
  return has(group, "status") && has(group, "displayphonenumber", "verifiedname");
}

function phoneNode(group: Group): Found {
  const fields = {
    status: text(group, "status")?.toUpperCase(),
    quality: text(group, "qualityrating")?.toUpperCase(),
    nameStatus: text(group, "namestatus"),
    codeVerification: text(group, "codeverificationstatus"),
    platformType: text(group, "platformtype"),
    isPinEnabled: flag(text(group, "ispinenabled")),
    isOnBizApp: flag(text(group, "isonbizapp")),
    lastOnboardedAt: toInstant(text(group, "lastonboardedtime")),
  };
  return { at: group.at, evidence: { kind: "node", source: "pasted", ...defined(fields) } as Evidence, group };
}

function accountNode(group: Group): Found {
  const fields = {
    reviewStatus: text(group, "accountreviewstatus"),
    businessVerification: text(group, "businessverificationstatus"),
  };
  return { at: group.at, evidence: { kind: "account", source: "pasted", ...defined(fields) } as Evidence, group };
}

function flag(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  return /^true$/i.test(value);
}

function defined(fields: Readonly<Record<string, string | boolean | undefined>>): Record<string, string | boolean> {
  const kept: Record<string, string | boolean> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value;
  return kept;
}
