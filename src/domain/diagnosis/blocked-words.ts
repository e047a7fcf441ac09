import type { Code } from "../codes/code.ts";
import { PROVIDER_NAMES } from "../provider.ts";
import type { Instant } from "../time.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
import { sayCode, sayEntity, sayTime, withCode } from "./say.ts";

/** What blocks the sender, behind the word `Blocked`. */
export function blockedWords({ findings, provider, endsAt }: Diagnosis): string {
  const deciding = findings[0];
  switch (deciding?.kind) {
    case "pin_refused":
      return `, but not a lock: the two-step PIN (${sayCode(deciding.code)}). Do not guess it.`;
    case "register_wait":
      return registerWait(deciding, endsAt);
    case "not_registered":
      return `, but not a lock: ${registration(deciding)}.`;
    case "account_deleted":
      return ", but not a lock: Meta reports that the account was deleted.";
    case "coexistence_dropped":
      return ", but not a lock: the number left the platform through the WhatsApp Business app.";
    case "payment_blocked":
      return deciding.at === "meta"
        ? `, but not a lock: payment at Meta${withCode(deciding)}.${mayHideABan(deciding, findings) ? " Rule out a ban first." : ""}`
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
      return `, cause unclear: Meta's health check says ${sayEntity(deciding.entity)} cannot send${withCode(deciding)}.`;
    default:
      return ", cause unclear.";
  }
}

function registerWait({ code }: Extract<Finding, { kind: "register_wait" }>, endsAt: Instant | null): string {
  const until = endsAt === null ? undefined : `until ${sayTime(endsAt)}`;
  if (code === undefined) return `, but not a lock: registering is shut ${until ?? "for a while"}.`;
  return `, but not a lock: too many registrations (${sayCode(code)}). Registering is shut ${until ?? "for 72 hours after the last try"}.`;
}

function registration(finding: Extract<Finding, { kind: "not_registered" }>): string {
  if (finding.status === "REVERIFICATION_NEEDED") return "the number must be verified again by code";
  if (finding.code !== undefined) return `the number is not registered, or not ready to be (${sayCode(finding.code)})`;
  return `the number is not on the Cloud API (status ${finding.status ?? "unknown"})`;
}

/** What limits it, behind `Limited, not locked: `. */
export function limitedWords({ findings, endsAt }: Diagnosis): string {
  const deciding = findings[0];
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

/** 131042 also answers for suspended accounts; a health read tells them apart. */
function mayHideABan({ code }: { code?: Code }, findings: readonly Finding[]): boolean {
  return code?.code === 131042 && !findings.some(({ kind }) => kind.startsWith("health_"));
}

function atProvider(provider: Diagnosis["provider"]): string {
  return provider === "none" || provider === "other" || provider === "meta" ? "the provider" : PROVIDER_NAMES[provider];
}
