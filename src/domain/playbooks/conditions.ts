import { sayTime } from "../diagnosis/say.ts";
import type { SupportHome } from "../evidence.ts";
import type { TicketFacts, ViolationKind } from "../ticket/facts.ts";
import { DAY, type Instant, msBetween, plus } from "../time.ts";
import type { Condition, Moment } from "./playbook.ts";

/** Meta counts 10 registrations per 72 h, Vonage 10 in seven days for both kinds together: the stricter holds. */
export const ATTEMPT_CEILING = 10;
/** A paid message keeps the removal of its number refused for this long. */
export const REMOVAL_BLOCK_DAYS = 30;

const LISTED: readonly SupportHome[] = ["listed_review", "listed_no_review", "listed_until", "in_review", "unchanged"];

/** Whether Business Support Home shows a violation, under review or not. */
export function isViolationListed({ supportHome }: Pick<TicketFacts, "supportHome">): boolean {
  return LISTED.includes(supportHome);
}

/** Registrations and deregistrations in the last seven days, or null while nobody has answered. */
export function attemptsUsed({ provider, attempts }: Pick<TicketFacts, "provider" | "attempts">): number | null {
  if (provider === "meta") return attempts.meta ?? attempts.provider;
  if (attempts.meta === null || attempts.provider === null) return null;
  return Math.max(attempts.meta, attempts.provider);
}

/** When Meta allows the removal again, as far as the last paid message tells. */
export function removalAllowedAt({ lastPaidMessageAt }: Pick<TicketFacts, "lastPaidMessageAt">): Instant | null {
  return lastPaidMessageAt === null ? null : plus(lastPaidMessageAt, REMOVAL_BLOCK_DAYS * DAY);
}

/** How often the most frequent answer of a failed registration came. */
export function sameFailures(answers: readonly string[]): number {
  return Math.max(0, ...answers.map((answer) => answers.filter((other) => other === answer).length));
}

function isOver(until: Instant, moment: Moment | undefined): boolean {
  return moment?.now == null || msBetween(until, moment.now) >= 0;
}

function leavesAttempts(facts: TicketFacts, wanted: number): boolean {
  const used = attemptsUsed(facts);
  return used !== null && ATTEMPT_CEILING - used >= wanted;
}

function condition<Id extends string>(id: Id, words: string, holds: Condition["holds"]): Condition & { id: Id } {
  return { id, words, holds };
}

/** A condition that a date fulfils: while the date is to come, it stands behind the words. */
function dated<Id extends string>(
  one: Condition & { id: Id },
  dateOf: (facts: TicketFacts) => Instant | null | undefined,
): Condition & { id: Id } {
  return {
    ...one,
    says(facts, moment) {
      const at = dateOf(facts);
      return at == null || isOver(at, moment) ? undefined : `${one.words}: not before ${sayTime(at)}`;
    },
  };
}

function violationIs(...kinds: readonly ViolationKind[]): Condition["holds"] {
  return ({ violation }) => violation.some((kind) => kinds.includes(kind));
}

/** Every question a gate or a conditional step may ask; `words` complete "Blocked: …". */
export const CONDITIONS = {
  not_banned: condition("not_banned", "the account must not be banned or disabled", (facts) => facts.banned !== "yes"),
  no_violation_listed: condition(
    "no_violation_listed",
    "no violation may be listed in Business Support Home",
    (facts) => !isViolationListed(facts),
  ),
  nothing_listed: condition(
    "nothing_listed",
    "Business Support Home must have been looked at, with nothing listed",
    (facts) => facts.supportHome === "nothing_listed",
  ),
  violation_listed: condition(
    "violation_listed",
    "Business Support Home must list a violation, or the account must be banned",
    (facts) => isViolationListed(facts) || facts.banned === "yes",
  ),
  no_restriction: dated(
    condition(
      "no_restriction",
      "no restriction may be open",
      ({ restriction, supportHome }, moment) =>
        supportHome !== "listed_until" &&
        (restriction === null || (restriction.endsAt !== null && isOver(restriction.endsAt, moment))),
    ),
    ({ restriction }) => restriction?.endsAt,
  ),
  no_payment_block: condition(
    "no_payment_block",
    "the payment question must be settled first",
    (facts) => !facts.paymentCode,
  ),
  technical_lock_answered: condition(
    "technical_lock_answered",
    "with a technical lock (141008) the provider must ask for it in writing",
    ({ technicalCode, providerWay }) =>
      !technicalCode || providerWay === "direct" || providerWay === "disconnect" || providerWay === "pin_reset",
  ),
  attempts_known: condition(
    "attempts_known",
    "ask first how often a registration was tried in the last seven days (not known is not zero)",
    (facts) => attemptsUsed(facts) !== null,
  ),
  three_attempts_left: condition(
    "three_attempts_left",
    "at least 3 of 10 attempts in seven days must be left",
    (facts) => attemptsUsed(facts) === null || leavesAttempts(facts, 3),
  ),
  one_attempt_left: condition(
    "one_attempt_left",
    "one of 10 attempts in seven days must be left",
    (facts) => attemptsUsed(facts) === null || leavesAttempts(facts, 1),
  ),
  restriction_over: dated(
    condition(
      "restriction_over",
      "the restriction must be over",
      ({ restriction }, moment) => restriction?.endsAt == null || isOver(restriction.endsAt, moment),
    ),
    ({ restriction }) => restriction?.endsAt,
  ),
  register_wait_over: dated(
    condition("register_wait_over", "the wait for registering must be over", ({ registerWait }, moment) => {
      if (registerWait === null) return true;
      if (registerWait.until !== null) return isOver(registerWait.until, moment);
      return moment?.step("pin.wait")?.isDone === true;
    }),
    ({ registerWait }) => registerWait?.until,
  ),
  wait_date_passed: dated(
    condition(
      "wait_date_passed",
      "the time named in the error must be over",
      ({ registerWait }, moment) => registerWait?.until == null || isOver(registerWait.until, moment),
    ),
    ({ registerWait }) => registerWait?.until,
  ),
  pin_indicated: condition(
    "pin_indicated",
    "a PIN code, or nothing listed together with a recent registration, must be on the ticket",
    (facts) => facts.pinCode || (facts.supportHome === "nothing_listed" && touchedRegistration(facts)),
  ),
  provider_code_missing: condition(
    "provider_code_missing",
    "only where 1330 stands without a Meta code",
    (facts) => facts.providerGenericOnly,
  ),
  violation_messages: condition(
    "violation_messages",
    "only where the violation is about spam, complaints or consent",
    violationIs("messages"),
  ),
  violation_templates: condition(
    "violation_templates",
    "only where the violation is about templates",
    violationIs("templates"),
  ),
  violation_goods: condition(
    "violation_goods",
    "only where the violation is about restricted goods",
    violationIs("goods"),
  ),
  violation_profile: condition(
    "violation_profile",
    "only where the violation is about the profile or website",
    violationIs("profile"),
  ),
  violation_verification: condition(
    "violation_verification",
    "only where the violation is about verification",
    violationIs("verification"),
  ),
  violation_linked: condition(
    "violation_linked",
    "only where linked accounts are named",
    violationIs("linked_accounts"),
  ),
  violation_not_known: condition("violation_not_known", "only where no fault is named", ({ violation }) =>
    violation.every((kind) => kind === "not_known"),
  ),
  review_offered: condition(
    "review_offered",
    "Request Review must be offered",
    (facts) =>
      facts.reviewOffered === "review" || (facts.reviewOffered === "not_read" && facts.supportHome === "listed_review"),
  ),
  acknowledge_offered: condition(
    "acknowledge_offered",
    "only where acknowledging is all that is offered",
    (facts) => facts.reviewOffered === "acknowledge",
  ),
  no_review_button: condition(
    "no_review_button",
    "only where there is no button",
    (facts) =>
      facts.reviewOffered === "none" ||
      (facts.reviewOffered === "not_read" && facts.supportHome === "listed_no_review"),
  ),
  wait_named: condition(
    "wait_named",
    "only after 133008, 133009 or 133016",
    ({ registerWait }) => registerWait !== null,
  ),
  reverification_asked: condition("reverification_asked", "only after 133006", ({ reverification }) => reverification),
  still_blocked_after_a_day: condition(
    "still_blocked_after_a_day",
    "only where it is still blocked a day after the payment",
    ({ paymentCode }, moment) => {
      const paid = moment?.step("pay.fix");
      if (!paymentCode || paid?.isDone !== true || moment?.step("pay.recheck")?.state === "verified") return false;
      return paid.at === null || isOver(plus(paid.at, DAY), moment);
    },
  ),
  way_direct: condition(
    "way_direct",
    "the provider must have chosen to register directly, in writing",
    ({ providerWay }) => providerWay === "direct",
  ),
  way_disconnect: condition(
    "way_disconnect",
    "the provider must have chosen to disconnect and sign up again, in writing",
    ({ providerWay }) => providerWay === "disconnect",
  ),
  way_chosen: condition(
    "way_chosen",
    "the provider's way must be on the ticket",
    ({ providerWay }) => providerWay === "direct" || providerWay === "disconnect",
  ),
  way_not_direct: condition(
    "way_not_direct",
    "only where the provider did not choose to register directly",
    ({ providerWay }) => providerWay !== "direct",
  ),
  way_not_disconnect: condition(
    "way_not_disconnect",
    "only where the provider did not choose to disconnect",
    ({ providerWay }) => providerWay !== "disconnect",
  ),
  removal_not_refused: dated(
    condition(
      "removal_not_refused",
      "Meta must allow the removal (it refuses within 30 days of the last paid message)",
      (facts, moment) => {
        const allowedAt = removalAllowedAt(facts);
        return facts.removalAllowed !== "no" && (allowedAt === null || isOver(allowedAt, moment));
      },
    ),
    removalAllowedAt,
  ),
  can_be_added_back: condition(
    "can_be_added_back",
    "the provider must confirm that the number can be added back while locked",
    ({ canBeAddedBack }) => canBeAddedBack !== "no",
  ),
  removal_not_planned: condition(
    "removal_not_planned",
    "only where removing the number is no longer planned",
    ({ providerWay }, moment) => providerWay !== "disconnect" || moment?.step("older.put_back")?.isDone === true,
  ),
  at_vonage: condition("at_vonage", "only at Vonage", ({ provider }) => provider === "vonage"),
  refused_finally: condition(
    "refused_finally",
    "a final refusal must be on the ticket",
    (facts) => facts.reviewDecision === "refused_finally" || facts.metaAnswer === "refused_finally",
  ),
} as const satisfies Record<string, Condition>;

export type ConditionId = keyof typeof CONDITIONS;

/** What holds for every step that changes the registration, whatever a provider's article says. */
export const REGISTRATION_GATES = [
  CONDITIONS.not_banned,
  CONDITIONS.no_violation_listed,
  CONDITIONS.no_restriction,
] as const;

/** Somebody registered, migrated or changed the PIN shortly before. */
export function touchedRegistration({ recentChanges }: Pick<TicketFacts, "recentChanges">): boolean {
  return recentChanges.some((change) => change === "registered" || change === "migrated" || change === "pin_changed");
}
