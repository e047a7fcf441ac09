import type { Category, Code, CodeRow } from "../codes/code.ts";
import { lookUp } from "../codes/index.ts";
import type { CanSend, Evidence, Origin } from "../evidence.ts";

/** An error code in one shape, whether it came as an error or inside a health answer. */
export type SeenError = {
  code: Code;
  category: Category;
  row: CodeRow | undefined;
  origin: Origin;
  mentionsPin: boolean;
  /** Health only: whether the entity that carries the code can send. */
  canSend?: CanSend;
  entity?: string;
  description?: string;
  solution?: string;
  from: Evidence;
};

/** Errors of calling over SIP: they leave sending alone although the aggregate says BLOCKED (Meta: support/health-status). */
const CALLING_CODES = [138024, 138025];

export function isCallingCode(code: number): boolean {
  return CALLING_CODES.includes(code);
}

export function seenErrors(evidence: readonly Evidence[]): readonly SeenError[] {
  return evidence.flatMap((item) => [...direct(item), ...insideHealth(item)]);
}

/** Errors of these categories that touch more than a template. */
export function errorsOf(evidence: readonly Evidence[], ...categories: readonly Category[]): readonly SeenError[] {
  return seenErrors(evidence).filter(
    (error) => categories.includes(error.category) && error.canSend !== "AVAILABLE" && !isTemplate(error),
  );
}

/** A health entry about one template says nothing about the account. */
export function isTemplate(error: SeenError): boolean {
  return error.entity === "MESSAGE_TEMPLATE";
}

function direct(item: Evidence): readonly SeenError[] {
  if (item.kind !== "error") return [];
  const code: Code = { namespace: item.namespace, code: item.code };
  const row = lookUp(code, item.origin === "health" ? "health" : undefined);
  return [
    {
      code,
      row,
      category: special(item) ?? row?.category ?? "unknown",
      origin: item.origin,
      mentionsPin: item.mentionsPin === true,
      ...(item.entity === undefined ? {} : { entity: item.entity }),
      from: item,
    },
  ];
}

/**
 * Code 100 is Meta's "invalid parameter", except where the subcode or the details say that the token may not see the
 * object, or that the display name or certificate is in the way of registering.
 */
function special(error: Extract<Evidence, { kind: "error" }>): Category | undefined {
  if (error.namespace !== "meta" || error.code !== 100) return undefined;
  if (error.subcode === 2388001) return "registration";
  if (error.subcode === 33 || /\bpermissions?\b/i.test(error.details ?? "")) return "auth";
  return undefined;
}

function insideHealth(item: Evidence): readonly SeenError[] {
  if (item.kind !== "health") return [];
  return item.entities.flatMap((entity) =>
    entity.errors.map((error): SeenError => {
      const code: Code = { namespace: "meta", code: error.code };
      const row = lookUp(code, "health");
      return {
        code,
        row,
        category: row?.category ?? "unknown",
        origin: "health",
        mentionsPin: false,
        canSend: entity.canSend,
        entity: entity.type,
        ...(error.description === undefined ? {} : { description: error.description }),
        ...(error.solution === undefined ? {} : { solution: error.solution }),
        from: item,
      };
    }),
  );
}
