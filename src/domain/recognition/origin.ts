import type { Origin } from "../evidence.ts";
import type { Context } from "./found.ts";
import type { Group } from "./loose-tree.ts";
import { has, outward, text } from "./tree-access.ts";

const HEALTH_CODE = /^(?:1410\d\d|13802[45])$/;
const REGISTER = /(?:^|[^a-z])(?:de)?register(?:_?phone(?:_number)?)?(?:$|[^a-z])|request_code|verify_code/i;
const SEND = /\/messages\b|statuses|\bsend|\bsent\b|messag|deliver|reject|envi|отправ|senden|mensaje|mensagem/i;
const READ = /unsupported get request|nonexisting field/i;

/** What kind of call an error inside an envelope answered. */
export function originOf(code: number, group: Group, words: string, context: Context): Origin {
  if (HEALTH_CODE.test(String(code))) return "health";
  if (READ.test(words)) return "read";
  if (isAboutSending(group)) return "send";
  if (isRegisterCode(code) || /^2388\d{3}$/.test(text(group, "errorsubcode") ?? "")) return "register";
  // A send carries no PIN: an answer that speaks of one is about registering.
  if (code === 131_031 && /\bpin\b|two[- ]?step/i.test(words)) return "register";
  const around = outside(context.text);
  return REGISTER.test(around) && !/\/messages\b/.test(around) ? "register" : "send";
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

const sendingMark = outward((group) => (has(group, ...SENDING) ? true : undefined));

/** Statuses and callbacks name the message; nothing that answers another call does. */
export function isAboutSending(group: Group): boolean {
  return sendingMark(group) === true;
}

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

/**
 * Long pastes are webhooks and logs of many calls; only the surroundings of a single answer say which call
 * it was, and a question whether to register is no call.
 */
function outside(text: string): string {
  if (text.length > 6000) return "";
  return text.replace(
    /[^.?!\n]{0,300}\?(?=\s|$)|rate limit exceeded|(?:not )?registered|(?:do not|don't|never) register/gi,
    "",
  );
}
