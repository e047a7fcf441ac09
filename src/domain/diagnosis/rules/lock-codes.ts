import { errorsOf, type SeenError } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Health code "WABA banned": https://docs.kapso.ai/docs/how-to/whatsapp/account-restrictions */
export const BANNED = 141014;
/** Seen with 131031 while Business Support Home lists nothing; same page, the only public source. */
const TECHNICAL = 141008;

/**
 * 131031 on a send, a status or a health read is a lock. A send carries no PIN, so only a register call can mean a
 * data mismatch, and even there a locked account may answer the same: locked, with the PIN as one possible cause.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const lockCodes: Rule = (evidence) => {
  const locks = errorsOf(evidence, "lock");
  const hasRefusal = locks.some((error) => error.code.code !== TECHNICAL && error.code.code !== BANNED);
  return locks.flatMap((error) => concluded(error, hasRefusal));
};

function concluded(error: SeenError, hasRefusal: boolean): readonly Concluded[] {
  const { code, from } = error;
  if (code.namespace === "meta" && code.code === BANNED) return [{ finding: { kind: "banned", by: "health" }, from }];
  if (code.namespace === "meta" && code.code === TECHNICAL) {
    return [{ finding: { kind: "technical_block", code, withLock: hasRefusal }, from }];
  }
  const at = from.at === undefined ? {} : { at: from.at };
  const refused: Concluded =
    error.origin === "register"
      ? { finding: { kind: "register_refused_as_locked", code, ...at }, from }
      : {
          finding: { kind: "send_refused_as_locked", code, origin: error.origin, source: from.source, ...at },
          from,
        };
  return error.mentionsPin ? [refused, { finding: { kind: "pin_in_details", code }, from }] : [refused];
}
