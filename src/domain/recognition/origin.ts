import type { Origin } from "../evidence.ts";
import type { Context } from "./found.ts";
import type { Group } from "./loose-tree.ts";
import { ancestors, has, text } from "./tree-access.ts";

const HEALTH_CODE = /^(?:1410\d\d|13802[45])$/;
const REGISTER = /(?:^|[^a-z])(?:de)?register(?:_?phone(?:_number)?)?(?:$|[^a-z])|request_code|verify_code/i;
const SEND = /\/messages\b|statuses|\bsend|\bsent\b|messag|deliver|reject|envi|отправ|senden|mensaje|mensagem/i;
const READ = /unsupported get request|nonexisting field/i;

/** What kind of call an error inside an envelope answered. */
export function originOf(code: number, group: Group, words: string, context: Context): Origin {
  if (HEALTH_CODE.test(String(code))) return "health";
  if (READ.test(words)) return "read";
  if (
    ancestors(group).some((at) =>
      has(at, "recipientid", "statuses", "messageuuid", "messagesid", "failedcode", "templateid"),
    )
  ) {
    return "send";
  }
  if (isRegisterCode(code) || /^2388\d{3}$/.test(text(group, "errorsubcode") ?? "")) return "register";
  // A send carries no PIN: an answer that speaks of one is about registering.
  if (code === 131_031 && /\bpin\b|two[- ]?step/i.test(words)) return "register";
  if (REGISTER.test(outside(context.text))) return "register";
  return "send";
}

/** Statuses and callbacks name the message; nothing that answers another call does. */
export function isAboutSending(group: Group): boolean {
  return ancestors(group).some((at) => has(at, ...SENDING));
}

const SENDING = [
  "recipientid",
  "recipientuserid",
  "statuses",
  "messageuuid",
  "messagesid",
  "failedcode",
  "gsid",
  "messagedeliveryreport",
  "externalerror",
];

/** What kind of call an error in running text is about; `before` is the line up to the code. */
export function originInProse(code: number, before: string, line: string): Origin {
  if (HEALTH_CODE.test(String(code))) return "health";
  if (isRegisterCode(code)) return "register";
  if (READ.test(line)) return "read";
  if (REGISTER.test(before) && !/should|shall|can (?:i|we)|do (?:i|we)|again\?/i.test(before)) return "register";
  return SEND.test(line) ? "send" : "unknown";
}

/** All of Meta's 133xxx answer registering, except 133010, which a send gets too. */
function isRegisterCode(code: number): boolean {
  return code >= 133_000 && code < 134_000 && code !== 133_010;
}

/** Long pastes are webhooks and logs of many calls; only the surroundings of a single answer say which call it was. */
function outside(text: string): string {
  return text.length > 6000 ? "" : text.replace(/rate limit exceeded|not registered|registered/gi, "");
}
