import type { CanSend, Evidence, HealthEntity, HealthError } from "../evidence.ts";
import type { Found } from "./found.ts";
import type { Group, Leaf, Passage } from "./loose-tree.ts";
import { ancestors, has, items, numberIn, text } from "./tree-access.ts";

/** Without one of these an object is no health answer. */
export const HEALTH_MARKS = ["cansendmessage"];

/** A `health_status` answer, whole or as a single entity. */
export function readHealth(group: Group): Found[] {
  if (!has(group, "cansendmessage")) return [];
  if (has(group, "entitytype")) {
    const isPart = ancestors(group)
      .slice(1, 5)
      .some((outer) => has(outer, "cansendmessage"));
    if (isPart) return [];
    const siblings = group.up?.isList ? group.up.children : [group];
    if (siblings[0] !== group) return [];
    const entities = siblings.flatMap((node) => (node.kind === "group" ? [entityOf(node)] : []));
    return [health(group, worst(entities), entities)];
  }
  const entities = items(group, "entities").map(entityOf);
  return [health(group, canSend(text(group, "cansendmessage")), entities)];
}

function health(group: Group, aggregate: CanSend, entities: readonly HealthEntity[]): Found {
  return { at: group.at, evidence: { kind: "health", source: "pasted", aggregate, entities }, group };
}

function entityOf(group: Group): HealthEntity {
  const id = text(group, "id");
  const info = group.byKey.get("additionalinfo");
  return {
    type: text(group, "entitytype") ?? "UNKNOWN",
    ...(id && { id }),
    canSend: canSend(text(group, "cansendmessage")),
    errors: items(group, "errors").flatMap(errorOf),
    info: info?.kind === "group" ? held(info).flatMap((node) => (node.kind === "leaf" ? [node.text] : [])) : [],
  };
}

function held(group: Group): readonly (Leaf | Group)[] {
  return group.isList ? group.children : [...group.byKey.values()];
}

function errorOf(group: Group): HealthError[] {
  const code = numberIn(text(group, "errorcode", "code"));
  if (code === undefined) return [];
  const description = text(group, "errordescription", "description", "message");
  const solution = text(group, "possiblesolution", "solution");
  return [{ code, ...(description && { description }), ...(solution && { solution }) }];
}

/** A value Meta adds later must not read as "can send". */
function canSend(value: string | undefined): CanSend {
  const upper = value?.trim().toUpperCase();
  return upper === "AVAILABLE" || upper === "LIMITED" || upper === "BLOCKED" ? upper : "UNKNOWN";
}

const ORDER: readonly CanSend[] = ["BLOCKED", "LIMITED", "UNKNOWN", "AVAILABLE"];

function worst(entities: readonly HealthEntity[]): CanSend {
  return ORDER.find((level) => entities.some((entity) => entity.canSend === level)) ?? "UNKNOWN";
}

const ENTITY_LINE =
  /^[^\w\n]{0,12}(PHONE_NUMBER|MESSAGE_TEMPLATE|WABA|BUSINESS|APP|FLOW)\b[ \t#(:=]{0,4}(\d{5,20})?[ \t)"':=|>–—-]{0,8}(AVAILABLE|LIMITED|BLOCKED)\b/;
const CODE_LINE = /^[^\w\n]{0,12}(?:code|error|error_code)?[ :#=]{0,3}(\d{6})\b[ \t]*[–—:|-]{0,3}[ \t]*(.{0,300})/i;

/** A health check as a script prints it: a line for each entity, its errors below. */
export function readPrintedHealth(passage: Passage): { found: Found[]; rest: Passage } {
  if (!/\b(?:AVAILABLE|LIMITED|BLOCKED)\b/.test(passage.text)) return { found: [], rest: passage };
  const entities: (HealthEntity & { errors: HealthError[] })[] = [];
  const rest: string[] = [];
  let aggregate: CanSend | undefined;
  for (const line of passage.text.split("\n")) {
    const entity = ENTITY_LINE.exec(line);
    const error = CODE_LINE.exec(line);
    const last = entities.at(-1);
    if (entity) {
      entities.push({
        type: entity[1] ?? "",
        ...(entity[2] && { id: entity[2] }),
        canSend: canSend(entity[3]),
        errors: [],
        info: [],
      });
    } else if (error && last) {
      last.errors.push({ code: Number(error[1]), ...(error[2] && { description: error[2].trim() }) });
    } else {
      aggregate ??= canSendIn(line);
      rest.push(line);
    }
  }
  if (entities.length === 0) return { found: [], rest: passage };
  const evidence: Evidence = { kind: "health", source: "pasted", aggregate: aggregate ?? worst(entities), entities };
  return { found: [{ at: passage.at, evidence }], rest: { at: passage.at, text: rest.join("\n") } };
}

function canSendIn(line: string): CanSend | undefined {
  const value =
    /(?:can_send_message|send|enviar|global|overall|aggregate|status)[^\n]{0,40}\b(AVAILABLE|LIMITED|BLOCKED)\b/i.exec(
      line,
    )?.[1];
  return value === undefined ? undefined : canSend(value);
}
