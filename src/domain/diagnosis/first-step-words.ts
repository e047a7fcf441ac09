import { lookUp } from "../codes/index.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { isListed } from "./kinds.ts";
import { sayTime } from "./say.ts";
import { codeOf } from "./weight.ts";

/** What to do first, one sentence or two. */
export function firstStep(diagnosis: Diagnosis): string {
  switch (diagnosis.verdict) {
    case "locked":
      return locked(diagnosis);
    case "restricted":
      return restricted(diagnosis);
    case "blocked":
      return blocked(diagnosis);
    case "limited":
      return fromTable(diagnosis) ?? "Slow down, correct what caused the limit, and look again later.";
    case "not_locked":
      return notLocked(diagnosis);
    case "unknown":
      return unknown(diagnosis);
  }
}

function locked({ findings, causes }: Diagnosis): string {
  const running = findings.find((finding) => finding.kind === "restricted_until" && !finding.hasEnded);
  const has = (...kinds: readonly string[]) => findings.some((finding) => kinds.includes(finding.kind));
  const pause = "Pause campaigns and retries, and escalate.";
  if (has("banned", "disable_scheduled"))
    return `${pause} An admin reads the decision in Business Support Home and asks for a review, once.`;
  if (running?.kind === "restricted_until" && running.endsAt !== undefined && running.stopsSending) {
    return `${pause} A restriction until ${sayTime(running.endsAt)} is on record and may explain the refused calls: correct the cause, and look again at its end.`;
  }
  if (has("payment_blocked")) return `${pause} Then look at billing and at Business Support Home at the same time.`;
  if (findings.some(isListed))
    return `${pause} Read the whole violation, correct it, then ask for a review if it is offered.`;
  if (has("pin_in_details", "pin_refused"))
    return `${pause} Stop every registration, then find out who set the two-step PIN.`;
  if (has("technical_block")) return `${pause} Ask the provider for a technical case; leave the registration alone.`;
  if (has("nothing_listed")) {
    return causes[0]?.cause === "pin_mismatch"
      ? `${pause} Somebody touched the registration: find out who set the PIN before anything is registered again.`
      : `${pause} Open a technical case at the provider; leave the registration alone.`;
  }
  return `${pause} Then ask an admin of the portfolio what Business Support Home shows.`;
}

function restricted({ endsAt, findings }: Diagnosis): string {
  const deciding = findings[0];
  if (deciding?.kind === "restricted_until" && deciding.hasEnded) {
    return "Read the health status and send one message. If it is still refused a day after the end, treat it as a lock.";
  }
  return endsAt === null
    ? "Pause campaigns, look for the end date in Business Support Home, and correct the cause meanwhile."
    : "Pause campaigns, correct the cause while you wait, and check at the end and a day later.";
}

function blocked(diagnosis: Diagnosis): string {
  const deciding = diagnosis.findings[0];
  switch (deciding?.kind) {
    case "payment_blocked":
      if (deciding.at === "provider")
        return "Check the balance at the provider. Nothing in Meta's Business Manager helps here.";
      return deciding.code?.code !== 131042 || diagnosis.findings.some(isHealthRead)
        ? "Settle the payment in WhatsApp Manager, or ask the provider if it pays Meta for you."
        : "Read the health status and look for a ban first: the same code answers for suspended accounts. Then settle the payment.";
    case "access_lost":
    case "access_removed":
      return "Find out whose access ended, restore it, then diagnose again. Nobody touches the number.";
    case "coexistence_dropped":
      return "Open the WhatsApp Business app on the main phone, then connect the number again through the provider.";
    case "health_blocked":
      return "Ask an admin what Business Support Home shows, and give the health answer to the provider.";
    case "register_wait":
      return "Stop every registration until the wait is over, automatic ones too. Count the attempts made so far.";
    case "account_deleted":
      return "Ask the provider and the portfolio's admins who deleted the account, before anything is set up anew.";
    default:
      return fromTable(diagnosis) ?? "Give the error to the provider and ask what is missing.";
  }
}

function isHealthRead({ kind }: Diagnosis["findings"][number]): boolean {
  return kind === "health_available" || kind === "health_limited" || kind === "health_blocked";
}

function notLocked(diagnosis: Diagnosis): string {
  switch (diagnosis.findings[0]?.kind) {
    case "calling_only_block":
      return "Nothing to do for sending. Set up SIP only if you need calling.";
    case "health_available":
      return "If messages still fail, paste the error of one: a failed send counts more than this check.";
    case "delivered_later":
    case "reinstated":
      return "Prove it: receive one message, answer it, and see the answer delivered. Then bring traffic back in steps.";
    case "violation_recorded":
      return "Read the violation in Business Support Home and correct it now: the next step of the ladder restricts sending.";
    case "template_only":
      return fromTable(diagnosis) ?? "Look at the template in WhatsApp Manager; other templates are not affected.";
    default:
      return fromTable(diagnosis) ?? "Look at this one message. If others fail too, paste their errors.";
  }
}

function unknown(diagnosis: Diagnosis): string {
  if (diagnosis.lockPossible)
    return "Pause campaigns and escalate now; ask the provider for the code beside its error meanwhile.";
  const deciding = diagnosis.findings[0];
  switch (deciding?.kind) {
    case "provider_generic_failure":
    case "profile_unreadable":
      return "Look for a second code in the provider's message log, or ask its support. You can escalate without it.";
    case "compromise_suspected":
      return "Remove unknown admins and replace tokens and the PIN, from a trusted device. Do not register.";
    case "sign_seen":
      if (deciding.sign === "unofficial_client")
        return "Ask whoever runs that client. We only know the WhatsApp Business Platform.";
      return "Paste the body of the error, the webhook of a failed message, or a health check.";
    case "other_code":
      return "Paste the whole error with its details, and ask the provider what the code means.";
    default:
      return "Paste the error of a failed message, the webhook, or a health check.";
  }
}

/** The table's advice for the code that decided. */
function fromTable({ findings }: Diagnosis): string | undefined {
  const code = findings[0] === undefined ? undefined : codeOf(findings[0]);
  return code === undefined
    ? undefined
    : lookUp(code, findings[0]?.kind === "not_verified" ? "health" : undefined)?.firstFix;
}
