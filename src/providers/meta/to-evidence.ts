import type { CanSend, Evidence, HealthEntity } from "../../domain/evidence.ts";
import type { Instant } from "../../domain/time.ts";
import type { AccountNode, Health, NumberNode } from "./schema.ts";
import type { Unread } from "./why-unread.ts";

type What = Extract<Evidence, { kind: "unread" }>["what"];

/** What the number's own node says. A field Meta left out stays out; it is not a "no". */
export function numberEvidence(node: NumberNode, at: Instant): readonly Evidence[] {
  const from = { source: "probe", at } as const;
  const lastOnboardedAt = toInstant(node.last_onboarded_time);
  const seen = dropAbsent({
    status: node.status,
    quality: node.quality_rating,
    nameStatus: node.name_status,
    codeVerification: node.code_verification_status,
    platformType: node.platform_type,
    isPinEnabled: node.is_pin_enabled,
    isOnBizApp: node.is_on_biz_app,
    lastOnboardedAt,
  });
  return [
    Object.keys(seen).length > 0
      ? { kind: "node", ...from, ...seen }
      : { kind: "unread", what: "node", why: "not_understood", ...from },
    node.health_status
      ? healthEvidence(node.health_status, at)
      : { kind: "unread", what: "health", why: "not_understood", ...from },
  ];
}

/** The aggregate is passed on as Meta gave it; it can be wrong (calling errors), so rules look at the entities. */
function healthEvidence(health: Health, at: Instant): Evidence {
  const entities = health.entities.map(
    (entity): HealthEntity => ({
      type: entity.entity_type,
      ...dropAbsent({ id: entity.id }),
      canSend: toCanSend(entity.can_send_message),
      errors: entity.errors.map(({ error_code, error_description, possible_solution }) => ({
        code: error_code,
        ...dropAbsent({ description: error_description, solution: possible_solution }),
      })),
      info: entity.additional_info,
    }),
  );
  return { kind: "health", source: "probe", at, aggregate: toCanSend(health.can_send_message), entities };
}

export function accountEvidence(node: AccountNode, at: Instant): Evidence {
  const seen = dropAbsent({
    reviewStatus: node.account_review_status,
    businessVerification: node.business_verification_status,
  });
  if (Object.keys(seen).length > 0) return { kind: "account", source: "probe", at, ...seen };
  return { kind: "unread", what: "account", why: "not_understood", source: "probe", at };
}

/** What could not be read and why; a code Graph gave for it is an observation of its own. */
export function unreadEvidence(what: readonly What[], unread: Unread, at: Instant): readonly Evidence[] {
  const from = { source: "probe", at } as const;
  const { code, ...why } = unread;
  const missing = what.map((one): Evidence => ({ kind: "unread", what: one, ...why, ...from }));
  if (code === undefined) return missing;
  return [...missing, { kind: "error", namespace: "meta", code, origin: "read", ...from }];
}

/** A value we do not know must not read as "can send". */
function toCanSend(said: string | undefined): CanSend {
  return said === "AVAILABLE" || said === "LIMITED" || said === "BLOCKED" ? said : "UNKNOWN";
}

/** Meta writes the offset without a colon ("+0000"). */
function toInstant(said: string | undefined): Instant | undefined {
  const ms = Date.parse((said ?? "").replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function dropAbsent<T extends object>(seen: T): Present<T> {
  return Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined)) as Present<T>;
}
