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
import { readHolds } from "./holds.ts";
import { UPDATE } from "./ids.ts";

export type TicketUpdate = {
  facts: Partial<TicketFacts>;
  text: { providerCase?: string | null; metaCase?: string | null };
  /** The code that somebody learnt stands beside the provider's own; null takes an earlier one back. */
  code?: number | null;
};
export type UpdateRead = ({ ok: true } & TicketUpdate) | { ok: false; errors: Record<string, string> };

type All = Required<TicketUpdate> & { errors: Record<string, string> };

/** Reads the form and keeps only what this person changed; `blocks` are those of the submitted view. */
export function readUpdate(values: FormValues, options: { now: Instant; blocks: readonly unknown[] }): UpdateRead {
  const before = { shown: shownValues(options.blocks), now: options.now };
  const typed = readAll(values, before);
  const shown = readAll(before.shown, before);
  const errors = { ...typed.errors, ...disagreement(typed.facts, shown.facts) };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    facts: changed(typed.facts, shown.facts),
    text: changed(typed.text, shown.text),
    ...(typed.code === shown.code ? {} : { code: typed.code }),
  };
}

/** What the form said before anybody touched it. */
export function shownFacts(blocks: readonly unknown[], now: Instant): Partial<TicketFacts> {
  const shown = shownValues(blocks);
  return readAll(shown, { shown, now }).facts;
}

/** A restriction that is over must not stay listed: the list alone keeps the path and its gates. */
function disagreement(typed: Partial<TicketFacts>, shown: Partial<TicketFacts>): Record<string, string> {
  const isUnticked = shown.restriction != null && typed.restriction === null;
  if (!isUnticked || typed.supportHome !== "listed_until") return {};
  return {
    [UPDATE.holds]:
      "Business Support Home above still says that a restriction is listed. Choose there what it shows now, too.",
  };
}

/** The fields that differ. The values are plain data, so their JSON is their identity. */
function changed<T extends object>(typed: T, shown: T): T {
  const before = new Map(Object.entries(shown).map(([key, value]) => [key, JSON.stringify(value)]));
  const kept = Object.entries(typed).filter(([key, value]) => before.get(key) !== JSON.stringify(value));
  return Object.fromEntries(kept) as T;
}

function readAll(values: FormValues, options: { shown: FormValues; now: Instant }): All {
  const { now } = options;
  const { facts: holds, errors } = readHolds(values, options);
  function take<T>(id: string, checked: Checked<T>, otherwise: T): T {
    if (checked.ok) return checked.value;
    errors[id] = checked.error;
    return otherwise;
  }
  const meta = take(UPDATE.attemptsMeta, attemptsField(textOf(values, UPDATE.attemptsMeta)), null);
  const provider = take(UPDATE.attemptsProvider, attemptsField(textOf(values, UPDATE.attemptsProvider)), null);
  const facts: Partial<TicketFacts> = {
    ...holds,
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
    code: take(UPDATE.providerCode, codeField(textOf(values, UPDATE.providerCode)), null),
    errors,
  };
}

function attemptsField(text: string): Checked<number | null> {
  if (text === "") return { ok: true, value: null };
  if (/^\d{1,3}$/.test(text)) return { ok: true, value: Number(text) };
  return { ok: false, error: "Enter a whole number such as 2, or leave it empty when nobody knows." };
}

function codeField(text: string): Checked<number | null> {
  if (text === "") return { ok: true, value: null };
  if (!/^\d{1,8}$/.test(text)) return { ok: false, error: "Enter the code alone, as digits, such as 131031." };
  if (Number(text) === 1330) {
    return { ok: false, error: "1330 is Vonage's own code and on the ticket already. Enter the one beside it." };
  }
  return { ok: true, value: Number(text) };
}

function paidField(at: Instant | undefined, now: Instant): Checked<Instant | null> {
  if (at === undefined) return { ok: true, value: null };
  if (msBetween(now, at) > 5 * MINUTE) {
    return { ok: false, error: "This lies in the future. Enter when the last paid message went out." };
  }
  return { ok: true, value: at };
}
