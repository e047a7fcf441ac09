import type { Evidence } from "../evidence.ts";
import type { Found } from "./found.ts";
import type { Group } from "./loose-tree.ts";
import { timeNear } from "./near-error.ts";
import { ancestors, has, text } from "./tree-access.ts";

const STATUS_KEYS = ["status", "messagestatus", "smsstatus"];

/** Without one of these an object is no message. */
export const TRAFFIC_MARKS = [...STATUS_KEYS, "direction", "from"];

/** Messages that went through: delivered statuses and incoming messages. */
export function readTraffic(group: Group): Found[] {
  const kind = isDelivered(group) ? "delivered" : isIncoming(group) ? "incoming" : undefined;
  if (kind === undefined) return [];
  const at = timeNear(group);
  const evidence: Evidence = { source: "pasted", kind, ...(at && { at }) };
  return [{ at: group.at, evidence, group }];
}

function isDelivered(group: Group): boolean {
  const status = text(group, ...STATUS_KEYS)?.toLowerCase();
  if (status !== "delivered" && status !== "read" && status !== "played") return false;
  return has(group, "recipientid", "recipientuserid", "messageuuid", "messagesid", "smssid", "originationphonenumber");
}

/** Whether a group is a message that somebody sent to the business, so that its `from` is not the sender we look for. */
export function isIncoming(group: Group): boolean {
  if (has(group, "statuses", "status", "error", "errors")) return isMetaMessage(group) && !has(group, "status");
  if (isMetaMessage(group)) return true;
  if (/^inbound/i.test(text(group, "direction") ?? "")) return true;
  return has(group, "messageuuid") && has(group, "from") && has(group, "messagetype", "text") && has(group, "channel");
}

function isMetaMessage(group: Group): boolean {
  if (group.key !== "messages" || !has(group, "from") || !has(group, "id", "type")) return false;
  return ancestors(group)
    .slice(1, 5)
    .some((outer) => has(outer, "metadata", "messagingproduct", "contacts"));
}
