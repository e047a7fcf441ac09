import type { Evidence } from "../evidence.ts";
import type { Found } from "./found.ts";
import { firstOf, firstSender, phoneIdNear, phoneIdOf, senderNear, wabaNear, wabaOf } from "./identify.ts";
import type { Ids } from "./ids.ts";
import { importance } from "./importance.ts";
import { toInstant } from "./instants.ts";
import type { Group, Passage } from "./loose-tree.ts";
import { messageIdNear, messageIdOf, timeNear, timeOf } from "./near-error.ts";
import { readProseIds } from "./prose-ids.ts";
import { nearest, type Reading } from "./tree-access.ts";

const traceNear = nearest("fbtraceid");
const TRACE_KEYS: ReadonlySet<string> = new Set(["fbtraceid"]);

/** The ids of the evidence that matters most, then what else the text names. */
export function idsOf(found: readonly Found[], { groups, leaves, prose }: Reading): Ids & { observedAt?: string } {
  const decider = [...found].sort((a, b) => importance(a.evidence) - importance(b.evidence))[0];
  const group = decider?.group;
  const words = readProseIds(prose.map((one) => one.text).join("\n"));
  // Outer objects come before what they hold, so that asking each for its own is enough.
  const all = <T>(read: (at: Group) => T | undefined) => {
    for (const one of groups) {
      const value = one.byKey.size === 0 ? undefined : read(one);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const health = healthIds(found.map((one) => one.evidence));
  const ids = {
    number: (group && senderNear(group)) ?? firstSender(groups) ?? words.number,
    wabaId: (group && wabaNear(group)) ?? all(wabaOf) ?? health.wabaId ?? words.wabaId,
    phoneNumberId: (group && phoneIdNear(group)) ?? all(phoneIdOf) ?? health.phoneNumberId ?? words.phoneNumberId,
    messageId: (group && messageIdNear(group)) ?? all(messageIdOf) ?? words.messageId,
    fbtraceId: (group && traceNear(group)) ?? firstOf(leaves, TRACE_KEYS, /^[\w+/-]{6,40}$/) ?? words.fbtraceId,
    observedAt: decider?.evidence.at ?? (group && timeNear(group)) ?? all(timeOf) ?? timeIn(prose),
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
