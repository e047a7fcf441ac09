import {
  DECISIONS,
  PROVIDER_WAYS,
  REVIEW_OFFERS,
  type TicketFacts,
  VIOLATION_KINDS,
  YES_NO_UNKNOWN,
} from "../../../domain/ticket/facts.ts";
import { type Instant, MINUTE, msBetween } from "../../../domain/time.ts";
import { type Checked, caseField } from "../escalation/fields.ts";
import { choiceOf, choicesOf, type FormValues, momentOf, shownValues, textOf } from "../inputs.ts";
import { answersOf, recentChangesOf } from "../questions.ts";
import { UPDATE } from "./ids.ts";

export type TicketUpdate = {
  facts: Partial<TicketFacts>;
  text: { providerCase?: string | null; metaCase?: string | null };
};
export type UpdateRead = ({ ok: true } & TicketUpdate) | { ok: false; errors: Record<string, string> };

type All = Omit<TicketUpdate, "facts"> & { facts: Partial<TicketFacts>; errors: Record<string, string> };

/** Reads the form and keeps only what this person changed; `blocks` are those of the submitted view. */
export function readUpdate(values: FormValues, options: { now: Instant; blocks: readonly unknown[] }): UpdateRead {
  const typed = readAll(values, options.now);
  if (Object.keys(typed.errors).length > 0) return { ok: false, errors: typed.errors };
  const shown = readAll(shownValues(options.blocks), options.now);
  return {
    ok: true,
    facts: changed(typed.facts, shown.facts),
    text: changed(typed.text, shown.text),
  };
}

/** The fields that differ. The values are plain data, so their JSON is their identity. */
function changed<T extends object>(typed: T, shown: T): T {
  const before = new Map(Object.entries(shown).map(([key, value]) => [key, JSON.stringify(value)]));
  const kept = Object.entries(typed).filter(([key, value]) => before.get(key) !== JSON.stringify(value));
  return Object.fromEntries(kept) as T;
}

function readAll(values: FormValues, now: Instant): All {
  const errors: Record<string, string> = {};
  function take<T>(id: string, checked: Checked<T>, otherwise: T): T {
    if (checked.ok) return checked.value;
    errors[id] = checked.error;
    return otherwise;
  }
  const meta = take(UPDATE.attemptsMeta, attemptsField(textOf(values, UPDATE.attemptsMeta)), null);
  const provider = take(UPDATE.attemptsProvider, attemptsField(textOf(values, UPDATE.attemptsProvider)), null);
  const facts: Partial<TicketFacts> = {
    ...answersOf(values),
    violation: choicesOf(values, UPDATE.violation, VIOLATION_KINDS),
    reviewOffered: choiceOf(values, UPDATE.reviewOffered, REVIEW_OFFERS) ?? "not_read",
    recentChanges: take(UPDATE.recentChanges, recentChangesOf(values), []),
    reviewDecision: choiceOf(values, UPDATE.reviewDecision, DECISIONS) ?? "none",
    metaAnswer: choiceOf(values, UPDATE.metaAnswer, DECISIONS) ?? "none",
    providerWay: choiceOf(values, UPDATE.providerWay, PROVIDER_WAYS) ?? "not_asked",
    removalAllowed: choiceOf(values, UPDATE.removalAllowed, YES_NO_UNKNOWN) ?? "unknown",
    canBeAddedBack: choiceOf(values, UPDATE.canBeAddedBack, YES_NO_UNKNOWN) ?? "unknown",
    lastPaidMessageAt: take(UPDATE.lastPaidMessage, paidField(momentOf(values, UPDATE.lastPaidMessage), now), null),
    attempts: { meta, provider },
  };
  const providerCase = take(UPDATE.providerCase, caseField(textOf(values, UPDATE.providerCase)), null);
  const metaCase = take(UPDATE.metaCase, caseField(textOf(values, UPDATE.metaCase)), null);
  return {
    facts: {
      ...facts,
      // A number that stands on the ticket says by itself that a case exists.
      providerCase: providerCase === null ? "unknown" : "yes",
      metaCase: metaCase === null ? "unknown" : "yes",
    },
    text: { providerCase, metaCase },
    errors,
  };
}

function attemptsField(text: string): Checked<number | null> {
  if (text === "") return { ok: true, value: null };
  if (/^\d{1,3}$/.test(text)) return { ok: true, value: Number(text) };
  return { ok: false, error: "Enter a whole number such as 2, or leave it empty when nobody knows." };
}

function paidField(at: Instant | undefined, now: Instant): Checked<Instant | null> {
  if (at === undefined) return { ok: true, value: null };
  if (msBetween(now, at) > 5 * MINUTE) {
    return { ok: false, error: "This lies in the future. Enter when the last paid message went out." };
  }
  return { ok: true, value: at };
}
