import type { Escalation } from "../../../app/escalate-number.ts";
import { INCOMING, ONBOARDED, RECENT_CHANGES, SCOPES, SUPPORT_HOME } from "../../../domain/evidence.ts";
import { PROVIDERS, type Provider } from "../../../domain/provider.ts";
import { redact, type SecretKind } from "../../../domain/redaction.ts";
import { type Instant, MINUTE, msBetween } from "../../../domain/time.ts";
import { choiceOf, choicesOf, type FormValues, momentOf, textOf } from "../inputs.ts";
import { answersOf, recentChangesOf } from "../questions.ts";
import type { EscalationDraft } from "./draft.ts";
import { type Checked, keyField, numbersField, wabaIdField } from "./fields.ts";
import { ESCALATION } from "./ids.ts";

/** What the modal says, read and redacted. Unanswered questions have their "not known" value. */
export type EscalationForm = Escalation & {
  /** Kinds of secrets that were taken out: the person is told to delete and replace them. */
  secrets: readonly SecretKind[];
};

export type FieldErrors = Record<string, string>;
export type EscalationRead = { ok: true; form: EscalationForm } | { ok: false; errors: FieldErrors };

/** Reads the submitted modal; each mistake is a sentence under its field. */
export function readEscalationForm(values: FormValues, { now }: { now: Instant }): EscalationRead {
  const errors: FieldErrors = {};
  function take<T>(id: string, checked: Checked<T>): T | undefined {
    if (checked.ok) return checked.value;
    errors[id] = checked.error;
    return undefined;
  }

  const provider = take(ESCALATION.provider, providerField(values));
  const numbers = take(ESCALATION.number, numbersField(textOf(values, ESCALATION.number)));
  const firstSeenAt = take(ESCALATION.firstSeen, firstSeenField(values, now));
  const text = take(ESCALATION.errors, errorsField(textOf(values, ESCALATION.errors)));
  const key = take(ESCALATION.apiKey, keyField(textOf(values, ESCALATION.apiKey), provider));
  const wabaId = take(ESCALATION.wabaId, wabaIdField(textOf(values, ESCALATION.wabaId), numbers ?? []));
  const recentChanges = take(ESCALATION.recentChanges, recentChangesOf(values));
  if (
    provider === undefined ||
    numbers === undefined ||
    firstSeenAt === undefined ||
    text === undefined ||
    key === undefined ||
    wabaId === undefined ||
    recentChanges === undefined
  ) {
    return { ok: false, errors };
  }

  const pasted = redact(text);
  const customer = redact(textOf(values, ESCALATION.customer));
  const metaAdmin = redact(textOf(values, ESCALATION.metaAdmin));
  return {
    ok: true,
    form: {
      provider,
      numbers,
      firstSeenAt,
      errors: pasted.text,
      secrets: [...new Set([...pasted.secrets, ...customer.secrets, ...metaAdmin.secrets])],
      apiKey: provider === "vonage" ? key : null,
      accountReference: provider === "vonage" ? null : key,
      ...answersOf(values),
      wabaId,
      recentChanges,
      customer: customer.text || null,
      metaAdmin: metaAdmin.text || null,
    },
  };
}

/** What was typed so far, unchecked, to build the same modal again with the input in it. */
export function draftFrom(values: FormValues): EscalationDraft {
  const provider = choiceOf(values, ESCALATION.provider, PROVIDERS);
  const firstSeenAt = momentOf(values, ESCALATION.firstSeen);
  const supportHome = choiceOf(values, ESCALATION.supportHome, SUPPORT_HOME);
  const scope = choiceOf(values, ESCALATION.scope, SCOPES);
  const onboarded = choiceOf(values, ESCALATION.onboarded, ONBOARDED);
  const incoming = choiceOf(values, ESCALATION.incoming, INCOMING);
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(firstSeenAt === undefined ? {} : { firstSeenAt }),
    ...(supportHome === undefined ? {} : { supportHome }),
    ...(scope === undefined ? {} : { scope }),
    ...(onboarded === undefined ? {} : { onboarded }),
    ...(incoming === undefined ? {} : { incoming }),
    numbers: textOf(values, ESCALATION.number)
      .split("\n")
      .filter((line) => line.trim() !== ""),
    errors: textOf(values, ESCALATION.errors),
    apiKey: textOf(values, ESCALATION.apiKey),
    wabaId: textOf(values, ESCALATION.wabaId),
    recentChanges: choicesOf(values, ESCALATION.recentChanges, RECENT_CHANGES),
    customer: textOf(values, ESCALATION.customer),
    metaAdmin: textOf(values, ESCALATION.metaAdmin),
  };
}

function providerField(values: FormValues): Checked<Provider> {
  const value = choiceOf(values, ESCALATION.provider, PROVIDERS);
  return value === undefined
    ? { ok: false, error: "Choose who the number sends through. “Another provider” is fine." }
    : { ok: true, value };
}

function firstSeenField(values: FormValues, now: Instant): Checked<Instant> {
  const value = momentOf(values, ESCALATION.firstSeen);
  if (value === undefined) return { ok: false, error: "Enter about when this was first seen. A guess is fine." };
  // A few minutes of clock difference between a laptop and this server are nobody's mistake.
  if (msBetween(now, value) > 5 * MINUTE) {
    return { ok: false, error: "This lies in the future. Enter about when the failure was first seen." };
  }
  return { ok: true, value };
}

function errorsField(text: string): Checked<string> {
  return text === ""
    ? { ok: false, error: "Paste at least one error, or write what you see on screen." }
    : { ok: true, value: text };
}
