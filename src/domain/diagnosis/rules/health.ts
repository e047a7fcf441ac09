import type { Category } from "../../codes/code.ts";
import { lookUp } from "../../codes/index.ts";
import type { Evidence, HealthEntity } from "../../evidence.ts";
import { isCallingCode } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

type Health = Extract<Evidence, { kind: "health" }>;

/** What a health answer says beyond the codes that other rules read. */
export const health: Rule = (evidence) => evidence.flatMap((item) => (item.kind === "health" ? read(item) : []));

/**
 * Recomputed from the entities: the aggregate says BLOCKED when only calling over SIP is not set up.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status
 */
function read(item: Health): readonly Concluded[] {
  const entities = item.entities.filter((entity) => entity.type !== "MESSAGE_TEMPLATE");
  if (entities.length === 0) return bare(item);
  const found = entities.flatMap((entity) => ofEntity(entity, item));
  if (found.length > 0) return found;
  if (!entities.every(canSend)) return [];
  const callingOnly: Concluded = { finding: { kind: "calling_only_block" }, from: item };
  const available: Concluded = { finding: { kind: "health_available" }, from: item };
  return item.aggregate === "BLOCKED" ? [callingOnly, available] : [available];
}

function bare(item: Health): readonly Concluded[] {
  if (item.entities.length > 0) return [];
  if (item.aggregate === "BLOCKED") return [{ finding: { kind: "health_blocked" }, from: item }];
  if (item.aggregate === "LIMITED") return [{ finding: { kind: "health_limited" }, from: item }];
  if (item.aggregate === "AVAILABLE") return [{ finding: { kind: "health_available" }, from: item }];
  return [notUnderstood(item)];
}

function ofEntity(entity: HealthEntity, from: Health): readonly Concluded[] {
  if (canSend(entity)) return [];
  // A value we do not know must not read as fine, nor as a block.
  if (entity.canSend === "UNKNOWN") return entity.errors.some(isKnown) ? [] : [notUnderstood(from)];
  const unknown = entity.errors.filter((error) => !isKnown(error));
  if (entity.canSend === "BLOCKED") {
    if (entity.errors.length === 0) return [{ finding: { kind: "health_blocked", entity: entity.type }, from }];
    return unknown.map((error) => ({
      finding: {
        kind: "health_blocked",
        entity: entity.type,
        code: { namespace: "meta", code: error.code },
        ...(error.description === undefined ? {} : { description: error.description }),
        ...(error.solution === undefined ? {} : { solution: error.solution }),
      },
      from,
    }));
  }
  const code = entity.errors.find((error) => categoryOf(error) !== "verification");
  // verification.ts has said it already.
  if (code === undefined && entity.errors.length > 0) return [];
  const info = entity.info[0];
  return [
    {
      finding: {
        kind: "health_limited",
        entity: entity.type,
        ...(code === undefined ? {} : { code: { namespace: "meta", code: code.code } }),
        ...(info === undefined ? {} : { info }),
      },
      from,
    },
  ];
}

function canSend(entity: HealthEntity): boolean {
  if (entity.canSend === "AVAILABLE") return true;
  return entity.errors.length > 0 && entity.errors.every((error) => isCallingCode(error.code));
}

function isKnown(error: { code: number }): boolean {
  const category = categoryOf(error);
  return category !== "unknown" && category !== "none";
}

function categoryOf(error: { code: number }): Category {
  return lookUp({ namespace: "meta", code: error.code }, "health")?.category ?? "unknown";
}

function notUnderstood(from: Health): Concluded {
  return { finding: { kind: "could_not_read", what: "health", why: "not_understood" }, from };
}
