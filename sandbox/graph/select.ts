import type { Kind, Node } from "./nodes.ts";
import { type Refusal, refuse } from "./refusals.ts";

type Selected = { ok: true; node: Node } | { ok: false; refusal: Refusal; unknown?: string };

/** One field that is not on the node refuses the whole read, as Graph does; one without a value is left out. */
export function selectFields(node: Node, kind: Kind, fields: string | undefined, usual = kind.usual): Selected {
  if (fields && /[(){}.]/.test(fields)) {
    const unknown = `field expansion "${fields}"`;
    return { ok: false, refusal: refuse(2500, `The sandbox does not know this ${unknown}.`), unknown };
  }
  const asked = fields ? fields.split(",").map((field) => field.trim()) : usual;
  const missing = asked.find((field) => !(field in node) && !kind.mayBeAbsent.includes(field));
  if (missing !== undefined) {
    const message = `(#100) Tried accessing nonexisting field (${missing}) on node type (${kind.type})`;
    return { ok: false, refusal: refuse(100, message) };
  }
  const held = [...new Set([...asked, "id"])].filter((field) => node[field] !== undefined);
  return { ok: true, node: Object.fromEntries(held.map((field) => [field, node[field]])) };
}
