import { lookUp } from "../codes/index.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
import { sayCode } from "./say.ts";

/** Why it is not a lock, behind `Not locked`. */
export function notLockedWords(diagnosis: Diagnosis): string {
  const checked = notChecked(diagnosis);
  const deciding = diagnosis.findings[0];
  switch (deciding?.kind) {
    case "one_recipient":
      return ` by this error: it concerns one recipient (${deciding.code.code}). ${checked}`;
    case "template_only":
      return ` by this: it concerns a template${deciding.code === undefined ? "" : ` (${deciding.code.code})`}. ${checked}`;
    case "request_wrong":
      return ` by this error: the request or its media is wrong (${sayCode(deciding.code)}). ${checked}`;
    case "outage":
      return ` by this error: trouble or maintenance at ${deciding.code.namespace === "meta" ? "Meta" : "the provider"} (${sayCode(deciding.code)}). ${checked}`;
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
      return ` by this notice: it is a policy warning, the first step towards a restriction. ${checked}`;
    default:
      return ` by what was seen. ${checked}`;
  }
}

function notChecked({ findings }: Diagnosis): string {
  return findings.some(({ kind }) => kind === "health_available")
    ? "Meta's health check shows that sending is available."
    : "The account was not checked.";
}

/** What is missing, behind `Unknown`. */
export function unknownWords({ findings, lockPossible, category, codes }: Diagnosis): string {
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
      return lookUp(deciding.code) === undefined
        ? `: ${sayCode(deciding.code)} is not in our table. It is neither a known lock nor ruled out.`
        : `: ${sayCode(deciding.code)} says too little by itself.`;
    case "violation_listed":
      return ": Business Support Home lists something for this account. Whether sends are refused is not known yet.";
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
