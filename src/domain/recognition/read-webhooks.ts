import type { Evidence } from "../evidence.ts";
import type { Found } from "./found.ts";
import { toInstant } from "./instants.ts";
import type { Group } from "./loose-tree.ts";
import { timeNear } from "./near-error.ts";
import { child, has, items, text } from "./tree-access.ts";

/** Account, security, review and template events, whoever relays them. Dispatches on keys: Meta's own examples carry wrong field names. */
export function readWebhook(group: Group): Found[] {
  const events = eventsOf(group);
  if (events.length === 0) return [];
  const at = timeNear(group);
  const base = { source: "pasted" as const, ...(at && { at }) };
  return events.map((event) => ({ at: group.at, evidence: { ...base, ...event } as Evidence, group }));
}

/** Without one of these an object is no event. */
export const EVENT_MARKS = [
  "event",
  "updateevent",
  "decision",
  "messagetemplateid",
  "messagetemplatename",
  "baninfo",
  "restrictioninfo",
  "violationinfo",
  "banstate",
];

type WithoutSource<E> = E extends Evidence ? Omit<E, "source" | "at"> : never;
type Event = WithoutSource<Evidence>;

function eventsOf(group: Group): Event[] {
  const event = (text(group, "event", "updateevent") ?? "").toUpperCase();
  if (has(group, "messagetemplateid", "messagetemplatename")) return templateEvent(group, event);
  if (/^PIN_/.test(event)) return [{ kind: "pin_event", event }];
  if (/^COMPROMISED/.test(event)) return [{ kind: "sign", sign: "compromised" }];
  if (has(group, "decision")) return decisionOf(group);
  return [...accountEvent(group, event), ...stateOf(group)];
}

function templateEvent(group: Group, event: string): Event[] {
  const reason = text(group, "reason");
  const quality = text(group, "newqualityscore");
  const category = text(group, "newcategory");
  const name = event || (quality && `QUALITY_${quality}`) || (category && `CATEGORY_${category}`);
  if (!name) return [];
  return [{ kind: "template_event", event: name, ...(reason && reason !== "NONE" && { reason }) }];
}

function decisionOf(group: Group): Event[] {
  const decision = text(group, "decision")?.toUpperCase();
  if (!decision) return [];
  if (has(group, "requestedverifiedname")) return [{ kind: "node", nameStatus: decision }];
  return /^(?:APPROVED|REJECTED|PENDING|DEFERRED)$/.test(decision) ? [{ kind: "account", reviewStatus: decision }] : [];
}

function accountEvent(group: Group, event: string): Event[] {
  const disconnection = child(group, "disconnectioninfo");
  const reason = text(disconnection, "reason");
  const initiatedBy = text(disconnection, "initiatedby");
  switch (event) {
    case "ACCOUNT_OFFBOARDED":
      return [{ kind: "offboarded", ...(reason && { reason }), ...(initiatedBy && { initiatedBy }) }];
    case "PARTNER_REMOVED":
      if (!disconnection) return [{ kind: "access_lost", event }];
      return [{ kind: "offboarded", ...(reason && { reason }), ...(initiatedBy && { initiatedBy }) }];
    case "PARTNER_APP_UNINSTALLED":
      return [{ kind: "access_lost", event }];
    case "ACCOUNT_RECONNECTED":
      return [{ kind: "reconnected" }];
    case "ACCOUNT_DELETED":
      return [{ kind: "account_deleted" }];
    case "ACCOUNT_VIOLATION":
      return text(child(group, "violationinfo"), "violationtype") || has(group, "violationtype")
        ? []
        : [{ kind: "violation" }];
    default:
      return [];
  }
}

/** The objects beside the event; relays send them even when the event is about another one of them. */
function stateOf(group: Group): Event[] {
  if (!has(group, "event", "updateevent", "baninfo", "restrictioninfo", "violationinfo", "banstate")) return [];
  return [...violation(group), ...restrictions(group), ...ban(group)];
}

function violation(group: Group): Event[] {
  const violationType = text(child(group, "violationinfo"), "violationtype") ?? text(group, "violationtype");
  return violationType ? [{ kind: "violation", violationType }] : [];
}

/** One piece of evidence for each end; Meta gives it as unix seconds, relays as ISO text. */
function restrictions(group: Group): Event[] {
  const byEnd = new Map<string, { types: string[]; remediation: string | undefined }>();
  for (const item of items(group, "restrictioninfo", "restrictions")) {
    const type = text(item, "restrictiontype");
    if (!type) continue;
    const end = toInstant(text(item, "expiration")) ?? "";
    const entry = byEnd.get(end) ?? { types: [], remediation: undefined };
    entry.types.push(type);
    entry.remediation ??= text(item, "remediation");
    byEnd.set(end, entry);
  }
  return [...byEnd].map(([endsAt, { types, remediation }]) => ({
    kind: "restriction",
    types,
    ...(endsAt && { endsAt }),
    ...(remediation && { remediation }),
  }));
}

/** `DISABLED_UPDATE` may be good news: only the state says which. */
function ban(group: Group): Event[] {
  const info = child(group, "baninfo") ?? group;
  const state = text(info, "wababanstate", "banstate")?.toUpperCase();
  const date = text(info, "wababandate", "bandate");
  if (state !== "DISABLE" && state !== "SCHEDULE_FOR_DISABLE" && state !== "REINSTATE") return [];
  return [{ kind: "ban", state, ...(date && { date }) }];
}
