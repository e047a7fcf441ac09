import type { Code } from "../codes/code.ts";
import { PROVIDER_NAMES } from "../provider.ts";
import type { Diagnosis, Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
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
      return blocked(diagnosis);
    case "limited":
      return `, not locked: ${limited(diagnosis.findings[0], diagnosis)}`;
    case "not_locked":
      return notLocked(diagnosis);
    case "unknown":
      return unknown(diagnosis);
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

function blocked({ findings, provider, endsAt }: Diagnosis): string {
  const deciding = findings[0];
  switch (deciding?.kind) {
    case "pin_refused":
      return `, but not a lock: the two-step PIN (${sayCode(deciding.code)}). Do not guess it.`;
    case "register_wait":
      return `, but not a lock: too many registrations (${sayCode(deciding.code)}). Registering is shut ${
        endsAt === null ? "for 72 hours after the last try" : `until ${sayTime(endsAt)}`
      }.`;
    case "not_registered":
      return `, but not a lock: ${registration(deciding)}.`;
    case "account_deleted":
      return ", but not a lock: Meta reports that the account was deleted.";
    case "coexistence_dropped":
      return ", but not a lock: the number left the platform through the WhatsApp Business app.";
    case "payment_blocked":
      return deciding.at === "meta"
        ? `, but not a lock: payment at Meta${withCode(deciding)}.`
        : `, but not a lock: payment at ${atProvider(provider)}, not at Meta${withCode(deciding)}.`;
    case "not_verified":
      return `, but not a lock: the business is not verified or its profile is incomplete${withCode(deciding)}.`;
    case "access_lost":
      return deciding.at === "provider"
        ? `: access at ${atProvider(provider)} is missing or switched off${withCode(deciding)}. This says nothing about a lock at Meta.`
        : `: access to the account is missing or was refused${withCode(deciding)}. This says nothing about a lock.`;
    case "access_removed":
      return ": the partner's access to the account was removed. This says nothing about a lock.";
    case "health_blocked":
      return `, cause unclear: Meta's health check says ${deciding.entity ?? "the number"} cannot send${withCode(deciding)}.`;
    default:
      return ", cause unclear.";
  }
}

function registration(finding: Extract<Finding, { kind: "not_registered" }>): string {
  if (finding.status === "REVERIFICATION_NEEDED") return "the number must be verified again by code";
  if (finding.code !== undefined) return `the number is not registered, or not ready to be (${sayCode(finding.code)})`;
  return `the number is not on the Cloud API (status ${finding.status ?? "unknown"})`;
}

function limited(deciding: Finding | undefined, { endsAt }: Diagnosis): string {
  switch (deciding?.kind) {
    case "quality_limited":
      return `people blocked or reported recent messages${withCode(deciding)}.`;
    case "rate_limited":
      return `too many calls or messages for now${withCode(deciding)}.`;
    case "not_verified":
      return `the business is not verified${withCode(deciding)}; sending goes on with limits.`;
    case "restricted_until":
      return `restricted for ${what(deciding.types)}${endsAt === null ? "" : ` until ${sayTime(endsAt)}`}; other messages go out.`;
    case "health_limited":
      return `Meta's health check says that sending has limits${deciding.info === undefined ? "" : ` (${deciding.info})`}.`;
    default:
      return "sending goes on with limits.";
  }
}

function what(types: readonly string[]): string {
  if (types.every((type) => type.includes("CALLING"))) return "calling only";
  if (types.every((type) => type.includes("ADD_PHONE_NUMBER"))) return "adding numbers only";
  return types.some((type) => type.includes("TEMPLATE")) ? "some templates only" : "adding numbers and calling only";
}

function notLocked(diagnosis: Diagnosis): string {
  const deciding = diagnosis.findings[0];
  switch (deciding?.kind) {
    case "one_recipient":
      return ` by this error: it concerns one recipient (${deciding.code.code}). The account was not checked.`;
    case "template_only":
      return ` by this: it concerns a template${deciding.code === undefined ? "" : ` (${deciding.code.code})`}. The account was not checked.`;
    case "request_wrong":
      return ` by this error: the request or its media is wrong (${sayCode(deciding.code)}). The account was not checked.`;
    case "outage":
      return ` by this error: trouble or maintenance at ${deciding.code.namespace === "meta" ? "Meta" : "the provider"} (${sayCode(deciding.code)}). The account was not checked.`;
    case "calling_only_block":
      return ": Meta's health check says BLOCKED for calling over SIP only; sending is available.";
    case "health_available":
      return " as far as Meta's health check shows: sending is available. A delivered message would prove it.";
    case "delivered_later":
      return diagnosis.confidence === "confirmed"
        ? ": messages came in and went out, and nothing that we saw failed after that."
        : ", most likely: a message was delivered, and nothing that we saw failed after it.";
    case "reinstated":
      return ", most likely: Meta reinstated the account. Prove it with one incoming message and one delivered reply.";
    case "violation_recorded":
      return " by this notice: it is a policy warning, the first step towards a restriction. The account was not checked.";
    default:
      return " by what was seen. The account was not checked.";
  }
}

function unknown({ findings, lockPossible, category, codes }: Diagnosis): string {
  const deciding = findings.find(({ kind }) => kind !== "could_not_read");
  if (lockPossible)
    return ": a lock is possible. The provider's code is missing; escalating does not have to wait for it.";
  switch (deciding?.kind) {
    case "provider_generic_failure":
      return `: ${sayCode(deciding.code)} alone is a general failure at the provider. The code beside it decides.`;
    case "profile_unreadable":
      return ": an unreadable profile is a sign, not a proof. Ask for the error code of a failed message.";
    case "compromise_suspected":
      return ": someone else may have had access to this account. Nothing shows yet whether it is locked.";
    case "restricted_until":
      return ": a restriction that did not stop sending has ended. Nothing else is known.";
    case "sign_seen":
      return SIGN_REST[deciding.sign] ?? ": there is a sign, but no error code yet.";
    case "other_code":
      return `: ${sayCode(deciding.code)} is not in our table. It is neither a known lock nor ruled out.`;
    case "node_says":
      return `: Meta shows the number as ${deciding.status ?? "known"}, which proves nothing. Paste the error of a failed message.`;
    default:
      if (category === "none") return ": this is no error of the WhatsApp Business Platform that we know.";
      return codes.length > 0
        ? ": these codes do not say enough."
        : ": there is no error to judge yet. Paste one, or pick a code.";
  }
}

const SIGN_REST: Partial<Record<Extract<Finding, { kind: "sign_seen" }>["sign"], string>> = {
  unofficial_client: ": this is about an unofficial WhatsApp client, which is outside the Business Platform.",
  transport_only: ": only the HTTP status is here. Paste the body of the response.",
  inbound_silent: ": incoming messages stopped. That alone does not tell a lock from other trouble.",
  healthy_but_silent:
    ": the account looks healthy, but nothing goes through. Healthy looks prove nothing; an error code would.",
  pin_mentioned: ": a PIN is mentioned, but no error code. Paste the error that names it.",
};

function withCode({ code }: { code?: Code }): string {
  return code === undefined ? "" : ` (${sayCode(code)})`;
}

function onDate(date: string | undefined): string {
  return date === undefined ? "" : ` on ${date}`;
}

function atProvider(provider: Diagnosis["provider"]): string {
  return provider === "none" || provider === "other" || provider === "meta" ? "the provider" : PROVIDER_NAMES[provider];
}
