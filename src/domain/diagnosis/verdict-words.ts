import { blockedWords, limitedWords } from "./blocked-words.ts";
import type { Diagnosis, Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
import { notLockedWords, unknownWords } from "./open-words.ts";
import { sayCode, sayTime } from "./say.ts";

/** First words of every headline; scripts read them, so they never change. */
export const VERDICT_WORDS: Record<Verdict, string> = {
  locked: "Locked",
  restricted: "Temporarily restricted",
  blocked: "Blocked",
  limited: "Limited",
  not_locked: "Not locked",
  unknown: "Unknown",
};

/** The verdict in words; it always goes on after the first word. */
export function headline(diagnosis: Diagnosis): string {
  return `${VERDICT_WORDS[diagnosis.verdict]}${rest(diagnosis)}`;
}

function rest(diagnosis: Diagnosis): string {
  switch (diagnosis.verdict) {
    case "locked":
      return locked(diagnosis);
    case "restricted":
      return restricted(diagnosis);
    case "blocked":
      return blockedWords(diagnosis);
    case "limited":
      return `, not locked: ${limitedWords(diagnosis)}`;
    case "not_locked":
      return notLockedWords(diagnosis);
    case "unknown":
      return unknownWords(diagnosis);
  }
}

function locked({ findings, confidence }: Diagnosis): string {
  const deciding = findings[0];
  const hedge = confidence === "possible" ? ", possibly: " : confidence === "likely" ? ", most likely: " : ": ";
  switch (deciding?.kind) {
    case "banned":
      return `${hedge}${BANNED_BY[deciding.by]}. Only an appeal at Meta can change that.`;
    case "disable_scheduled":
      return `${hedge}Meta has scheduled the account to be disabled${onDate(deciding.date)}. There may still be time to appeal.`;
    case "technical_block":
      return deciding.withLock
        ? `${hedge}a technical block (${sayCode(deciding.code)}) beside the lock code.`
        : `${hedge}${sayCode(deciding.code)} points to a technical block; one provider describes it, Meta does not.`;
    case "register_refused_as_locked":
      return `${hedge}registering was refused with ${sayCode(deciding.code)}. The PIN is one possible reason, not a proven one.`;
    case "send_refused_as_locked":
      if (findings.some(({ kind }) => kind === "pin_in_details")) {
        return `${hedge}${sayCode(deciding.code)}, and its details speak of a two-step PIN. Do not guess it.`;
      }
      return `${hedge}${sayCode(deciding.code)}${ON_CALL[deciding.origin]}. It has no end date.`;
    default:
      return `${hedge}a lock code was seen.`;
  }
}

const BANNED_BY: Record<Extract<Finding, { kind: "banned" }>["by"], string> = {
  health: "Meta's health check says that the account is banned",
  node: "the number's status is BANNED",
  webhook: "Meta sent a notice that the account is disabled",
  review: "Meta's account review rejected the account",
  answer: "the account was reported as banned or disabled",
};

const ON_CALL: Record<Extract<Finding, { kind: "send_refused_as_locked" }>["origin"], string> = {
  send: " on a send",
  register: " on registering",
  health: " in the health check",
  read: " on a read",
  unknown: ", account locked",
};

function restricted({ findings, endsAt }: Diagnosis): string {
  const deciding = findings[0];
  if (deciding?.kind === "restricted_until" && deciding.hasEnded && endsAt !== null) {
    return `, but the end (${sayTime(endsAt)}) has passed: check whether the number sends again.`;
  }
  if (endsAt !== null) return `: it ends by itself on ${sayTime(endsAt)}.`;
  if (deciding?.kind === "restricted_by_code" && deciding.code.namespace !== "meta") {
    return `: ${sayCode(deciding.code)}. Whether it ends by itself only Meta's own code tells.`;
  }
  if (deciding?.kind === "restricted_by_code") {
    return `: ${sayCode(deciding.code)}, a policy block that usually ends by itself. The end is not known yet.`;
  }
  return ": it usually ends by itself. The end is not known yet.";
}

function onDate(date: string | undefined): string {
  return date === undefined ? "" : ` on ${date}`;
}
