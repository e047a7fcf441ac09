import type { Instant } from "../time.ts";
import { toInstant } from "./instants.ts";
import type { Group } from "./loose-tree.ts";
import { has, nearest, outward, text } from "./tree-access.ts";

const TIME_KEYS = [
  "timestamp",
  "eventtimestamp",
  "eventtime",
  "time",
  "createtime",
  "donetime",
  "doneat",
  "messagetimestamp",
];
const writtenTime = nearest(...TIME_KEYS);

/** When the thing happened that a group tells of. */
export function timeNear(group: Group): Instant | undefined {
  return toInstant(writtenTime(group));
}

/** The time an object itself gives. */
export function timeOf(group: Group): Instant | undefined {
  return toInstant(text(group, ...TIME_KEYS));
}

/** The message a failed status or a provider's callback is about. */
export const messageIdNear = outward(messageIdOf);

/** The message an object names by its own shape. */
export function messageIdOf(group: Group): string | undefined {
  if (group.isList) return undefined;
  const id = text(group, "messageuuid", "messagesid", "smssid", "whatsappmessageid", "wamid");
  if (id) return id;
  const isStatus = has(group, "recipientid", "recipientuserid") || has(group, "status", "errors");
  const own = text(group, "id");
  if (own && isStatus && (has(group, "recipientid", "recipientuserid") || own.startsWith("wamid."))) return own;
  if (has(group, "gsid")) return own ?? text(group, "gsid");
  return text(group, "messageid", "sourceid");
}
