import type { Namespace } from "../codes/code.ts";
import { lookUp } from "../codes/index.ts";
import type { Evidence } from "../evidence.ts";
import type { Context, Found } from "./found.ts";
import { wrongGlossOf } from "./glosses.ts";
import type { Group, Leaf } from "./loose-tree.ts";
import { messageIdNear, timeNear } from "./near-error.ts";
import { originOf } from "./origin.ts";
import { ancestors, child, has, items, numberIn, outward, text } from "./tree-access.ts";

const CODE_KEY =
  /^(?:code|error|errors|.*(?:error|err|meta|graph|fail(?:ed|ure)?|channel|provider|whatsapp|wa|fb|upstream|cloudapi)(?:code|number|no)|exostatus(?:code)?)$/;
const ERROR_KEYS = [
  "message",
  "errormessage",
  "errordata",
  "fbtraceid",
  "errorsubcode",
  "href",
  "error",
  "reason",
  "details",
  "errordetails",
  "faileddetail",
  "channelmessage",
  "errorusertitle",
  "errorusermsg",
  "graphmessage",
  "moreinfo",
  "detail",
  "developermessage",
];
const WEAK_KEYS = ["title", "description", "status", "type", "name", "severity", "level"];

/** An error object in any provider's envelope, or nothing. */
export function readErrors(group: Group, context: Context): Found[] {
  if (group.isList) return group.children.flatMap((node) => fromBareItem(node, group, context));
  const found: Found[] = [];
  for (const node of group.byKey.values()) {
    if (node.kind !== "leaf") continue;
    const code = codeIn(node);
    if (code === undefined || !(CODE_KEY.test(node.key) || isInfobipsId(node, group))) continue;
    const namespace = namespaceOf(code, node, group, context);
    if (namespace) found.push(toFound(namespace, code, node, group, context));
  }
  return found;
}

const CODE = /^\s*(?:(?:meta|code|error)[_ #:-]{1,2}(?=\d)|#)?(\d{1,16})\s*(?:$|\/\/|#)/i;

function codeIn(leaf: Leaf): number | undefined {
  const digits = CODE.exec(leaf.text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Infobip writes its own small numbers and, handed through, Meta's in `error.id`. */
function isInfobipsId(leaf: Leaf, group: Group): boolean {
  return leaf.key === "id" && group.key === "error" && has(group, "groupname", "permanent");
}

/** `errors: [131031]`. */
function fromBareItem(node: Leaf | Group, group: Group, context: Context): Found[] {
  if (node.kind !== "leaf" || !/^(?:errors?|errorcodes?|codes?)$/.test(group.key)) return [];
  const code = codeIn(node);
  if (code === undefined || code < 80_000 || !lookUp({ namespace: "meta", code })) return [];
  return [toFound("meta", code, node, group, context)];
}

function namespaceOf(code: number, leaf: Leaf, group: Group, context: Context): Namespace | undefined {
  if (leaf.key.startsWith("exostatus")) return code > 30_000 && code < 40_000 ? "exotel" : undefined;
  if (isHealthError(group)) return undefined;
  const meta = lookUp({ namespace: "meta", code });
  if (meta && code >= 80_000) return isErrorLike(leaf, group, context) ? "meta" : undefined;
  if (isGraphEnvelope(code, group)) return "meta";
  if (code >= 130_000 && code < 142_000)
    return isStatusError(group) || has(group, "errordata", "fbtraceid") ? "meta" : undefined;
  if (code >= 60_000 && code < 70_000) return isTwilio(leaf, group, context) ? "twilio" : undefined;
  if (code >= 1000 && code < 10_000) return fourDigits(code, leaf, group, context);
  if (code < 1000 && meta && isStatusError(group)) return "meta";
  return undefined;
}

/** Health answers are read as a whole; their errors are no errors of a call. */
function isHealthError(group: Group): boolean {
  if (!has(group, "errorcode")) return false;
  return has(group, "errordescription", "possiblesolution") || isInsideHealth(group) === true;
}

const isInsideHealth = outward((group) => (has(group, "cansendmessage", "entitytype") ? true : undefined));

function isErrorLike(leaf: Leaf, group: Group, context: Context): boolean {
  if (leaf.key !== "code") return leaf.key !== "error" || context.isAboutErrors;
  if (/^(?:errors?|err|failure|exception|lasterror|graphqlerrors)$/.test(group.key)) return true;
  if (has(group, ...ERROR_KEYS)) return true;
  if (group.byKey.size <= 2) return context.isAboutErrors || group.byKey.size === 1;
  return has(group, ...WEAK_KEYS) && context.mentionsMeta;
}

/** Small numbers are everywhere; only Graph's own envelope makes one an error code. */
function isGraphEnvelope(code: number, group: Group): boolean {
  const type = text(group, "type") ?? "";
  if (/(?:OAuth|GraphMethod|Graph\w*|FacebookApi|API)Exception$/i.test(type)) return true;
  if (has(group, "fbtraceid", "errorsubcode")) return true;
  return /^\W{0,3}\(#(\d{1,16})\)/.exec(text(group, "message", "errormessage") ?? "")?.[1] === String(code);
}

function isStatusError(group: Group): boolean {
  const outer = ancestors(group).slice(1, 4);
  return (
    group.key === "errors" &&
    has(group, "title") &&
    outer.some((at) => has(at, "recipientid", "messagingproduct", "metadata"))
  );
}

function isTwilio(leaf: Leaf, group: Group, context: Context): boolean {
  return context.isTwilio || leaf.key === "errorcode" || /twilio/.test(text(group, "moreinfo") ?? "");
}

/** Providers' four-digit numbers overlap, so the envelope has to say whose it is. */
function fourDigits(code: number, leaf: Leaf, group: Group, context: Context): Namespace | undefined {
  if (context.isGupshup) return leaf.key === "code" && has(group, "reason") ? "gupshup" : undefined;
  const isOld = has(group, "reason") && ancestors(group).some((at) => has(at, "messageuuid"));
  if (isOld || (context.isVonage && lookUp({ namespace: "vonage", code }))) return "vonage";
  return undefined;
}

function toFound(namespace: Namespace, code: number, leaf: Leaf, group: Group, context: Context): Found {
  const row = lookUp({ namespace, code });
  const details = detailsOf(group);
  const subcode = numberIn(text(group, "errorsubcode", "subcode"));
  const at = timeNear(group);
  const words = `${text(group, "title") ?? ""} ${text(group, "message", "errormessage", "error", "faileddetail", "reason") ?? ""}`;
  const wrongGloss = row && namespace === "meta" ? wrongGlossOf(code, words) : undefined;
  const messageId = messageIdNear(group);
  const evidence: Evidence = {
    kind: "error",
    source: "pasted",
    namespace,
    code,
    origin: namespace === "meta" ? originOf(code, group, `${words} ${details ?? ""}`, context) : "send",
    ...(at && { at }),
    ...(subcode !== undefined && { subcode }),
    ...(details && { details: details.slice(0, 500) }),
    ...(details && MENTIONS_PIN.test(details) && { mentionsPin: true }),
    ...(wrongGloss && { wrongGloss }),
    ...(messageId && { messageId }),
  };
  return { at: leaf.at, evidence, group, isField: true };
}

export const MENTIONS_PIN = /\bpin\b|two[- ]?(?:step|factor)|\b2fa\b|dos pasos|duas etapas|zwei-?faktor|двухфактор/i;

/** Meta's `error_data` is an object with `details`, or the details themselves as a string. */
function detailsOf(group: Group): string | undefined {
  return (
    text(child(group, "errordata"), "details") ??
    text(group, "errordata", "details", "errordetails") ??
    text(items(group, "errordata")[0], "details")
  );
}
