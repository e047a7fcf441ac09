import type { RecentChange, Sign, SupportHome, UnreadReason } from "../evidence.ts";
import type { Finding } from "./finding.ts";
import { sayCode, sayEntity, sayList, sayTime, sentence, withCode } from "./say.ts";

/** One line per finding, plain text. A new kind does not compile until it has words here. */
export function findingLine(finding: Finding): string {
  return sentence(words(finding));
}

function words(finding: Finding): string {
  switch (finding.kind) {
    case "send_refused_as_locked":
      return `a call was refused with ${sayCode(finding.code)}${finding.at === undefined ? "" : ` on ${sayTime(finding.at)}`}: the account is locked`;
    case "register_refused_as_locked":
      return `registering was refused with ${sayCode(finding.code)}: locked, or data sent with the call did not match`;
    case "pin_refused":
      return `the two-step PIN was refused (${sayCode(finding.code)})${finding.waitUntil === undefined ? "" : `; wait until ${sayTime(finding.waitUntil)}`}`;
    case "pin_in_details":
      return `the details of ${sayCode(finding.code)} speak of a PIN`;
    case "technical_block":
      return `${sayCode(finding.code)} stands for a technical block at Meta, as one provider describes it`;
    case "banned":
      return BANNED[finding.by];
    case "disable_scheduled":
      return `Meta has scheduled the account to be disabled${finding.date === undefined ? "" : ` on ${finding.date}`}`;
    case "reinstated":
      return `Meta reinstated the account${finding.date === undefined ? "" : ` (${finding.date})`}`;
    case "account_deleted":
      return "Meta reports that the account was deleted";
    case "restricted_until":
      return restricted(finding);
    case "restricted_by_code":
      return `${sayCode(finding.code)}: a policy block that usually ends by itself`;
    case "violation_recorded":
      return `Meta recorded a policy violation${finding.violationType === undefined ? "" : ` (${finding.violationType})`}; that alone blocks nothing`;
    case "violation_listed":
      return `Business Support Home: ${SUPPORT_HOME_WORDS[finding.answer]}`;
    case "nothing_listed":
      return "Business Support Home lists nothing, which proves nothing";
    case "support_home_unseen":
      return `Business Support Home: ${SUPPORT_HOME_WORDS[finding.answer]}`;
    case "payment_blocked":
      return `${finding.at === "meta" ? "payment at Meta is missing or refused" : "the balance at the provider is used up"}${withCode(finding)}`;
    case "not_verified":
      return `the business is not verified or its profile is incomplete${withCode(finding)}; ${finding.blocks ? "it blocks sending" : "sending goes on with limits"}`;
    case "access_lost":
      return `access${finding.at === undefined ? "" : finding.at === "meta" ? " at Meta" : " at the provider"} was refused${withCode(finding)}: it says nothing about a lock`;
    case "not_registered":
      return `the number is not registered${withCode(finding)}${finding.status === undefined ? "" : ` (status ${finding.status})`}`;
    case "register_wait":
      return finding.code === undefined
        ? `registering is shut ${finding.until === undefined ? "for a while" : `until ${sayTime(finding.until)}`}, as told on the ticket`
        : `too many register or deregister calls (${sayCode(finding.code)}): registering is shut for 72 hours`;
    case "provider_generic_failure":
      return `${sayCode(finding.code)} is a general failure at the provider and says nothing about a lock by itself`;
    case "profile_unreadable":
      return "the provider cannot read the number's profile";
    case "sign_seen":
      return SIGN_WORDS[finding.sign];
    case "coexistence_dropped":
      return `the number left through the WhatsApp Business app${finding.reason === undefined ? "" : ` (${finding.reason})`}`;
    case "access_removed":
      return `a partner or app lost its access to the account (${finding.event})`;
    case "compromise_suspected":
      return COMPROMISED[finding.by];
    case "quality_limited":
      return `sending is limited because people blocked or reported messages${withCode(finding)}`;
    case "rate_limited":
      return `too many calls or messages for now${withCode(finding)}`;
    case "one_recipient":
      return `${sayCode(finding.code)} concerns one recipient or one delivery`;
    case "template_only":
      return `a template is affected, not the account${withCode(finding)}${finding.event === undefined ? "" : ` (${finding.event})`}`;
    case "request_wrong":
      return `${sayCode(finding.code)}: the request or its media is wrong`;
    case "outage":
      return `${sayCode(finding.code)}: trouble or maintenance on the platform's side`;
    case "other_code":
      return `${sayCode(finding.code)} says too little, or is not in our table`;
    case "health_blocked":
      return blocked(finding);
    case "health_limited":
      return `Meta's health check: ${sayEntity(finding.entity)} can send with limits${withCode(finding)}${finding.info === undefined ? "" : ` (${finding.info})`}`;
    case "health_available":
      return "Meta's health check: everything that concerns sending is available";
    case "calling_only_block":
      return "Meta's health check says BLOCKED overall, for calling over SIP only";
    case "node_says":
      return `Meta shows the number as ${sayList([finding.status ?? "without a status", ...(finding.quality === undefined ? [] : [`quality ${finding.quality}`])])}, which proves nothing about a lock`;
    case "delivered_later":
      return `a message was delivered on ${sayTime(finding.at)}, and nothing that we saw failed after it`;
    case "delivered":
      return finding.at === undefined
        ? "a message was delivered, at an unknown time"
        : `a message was delivered on ${sayTime(finding.at)}, before the last failure`;
    case "changes_before":
      return `changed shortly before: ${sayList(finding.changes.map((change) => CHANGE_WORDS[change]))}`;
    case "scope_known":
      return `affected: ${finding.scope === "number" ? "this number only" : `the whole ${finding.scope}`}`;
    case "inactive_long":
      return "the number had been silent for a long time";
    case "could_not_read":
      return couldNotRead(finding);
  }
}

function couldNotRead({ what, why, until, searched }: Extract<Finding, { kind: "could_not_read" }>): string {
  const end = until === undefined ? "" : `, until ${sayTime(until)}`;
  const among =
    searched === undefined ? "" : ` (${searched.numbers} numbers of ${searched.accounts} accounts were looked through)`;
  return `could not read the ${WHAT_WORDS[what] ?? what}: ${UNREAD_WORDS[why]}${end}${among}`;
}

const BANNED: Record<Extract<Finding, { kind: "banned" }>["by"], string> = {
  health: "Meta's health check says that the account is banned",
  node: "the number's status is BANNED",
  webhook: "Meta sent a notice that the account is disabled",
  review: "Meta's account review says REJECTED",
  answer: "somebody reported that the account is banned or disabled",
};

const COMPROMISED: Record<Extract<Finding, { kind: "compromise_suspected" }>["by"], string> = {
  notice: "Meta sent a notice that the account may be compromised",
  pin_event: "the two-step PIN was changed or its reset was asked for, and nobody has said that it was them",
  answer: "somebody reported that others may have had access to the account",
};

function restricted(finding: Extract<Finding, { kind: "restricted_until" }>): string {
  const types = finding.types.length === 0 ? "restricted" : `restricted (${finding.types.join(", ")})`;
  const stops = finding.stopsSending ? "" : "; sending goes on";
  if (finding.endsAt === undefined) return `${types}, end not known${stops}`;
  return `${types} until ${sayTime(finding.endsAt)}${finding.hasEnded ? ", which has passed" : ""}${stops}`;
}

function blocked(finding: Extract<Finding, { kind: "health_blocked" }>): string {
  const says = finding.description === undefined ? "" : `: ${finding.description}`;
  const solution = finding.solution === undefined ? "" : ` Meta suggests: ${finding.solution}`;
  return `Meta's health check: ${sayEntity(finding.entity)} cannot send${withCode(finding)}${says}${solution}`;
}

export const SUPPORT_HOME_WORDS: Record<SupportHome, string> = {
  listed_review: "something is listed, and a review can be requested",
  listed_no_review: "something is listed, without a way to ask for a review",
  listed_until: "something is listed, with an end date",
  in_review: "a review is under way",
  unchanged: "the review left the decision unchanged",
  nothing_listed: "nothing is listed",
  no_access: "nobody of us may look",
  not_checked: "nobody has looked yet",
};

export const CHANGE_WORDS: Record<RecentChange, string> = {
  registered: "registered again",
  migrated: "moved to another account",
  pin_changed: "PIN changed",
  provider_changed: "provider changed",
  admins_changed: "admins changed",
  big_campaign: "big campaign",
  templates_edited: "templates edited",
  payment_changed: "payment method changed",
  long_silence: "long silence",
  nothing: "nothing",
  dont_know: "not known",
};

const SIGN_WORDS: Record<Sign, string> = {
  profile_unreadable: "the provider cannot read the number's profile",
  inbound_silent: "incoming messages stopped",
  healthy_but_silent: "the account looks healthy, but nothing goes through",
  provider_disabled: "the provider switched the channel off",
  provider_account_barred: "the account at the provider is barred or suspended",
  provider_balance: "the balance at the provider is used up",
  access_denied: "a token, key or permission was refused",
  reverification_asked: "the number must be verified again",
  pin_mentioned: "a two-step PIN is mentioned, without an error code",
  unofficial_client: "this is about an unofficial WhatsApp client",
  status_banned: "the number's status is BANNED",
  compromised: "Meta sent a notice that the account may be compromised",
  throttled: "the provider asks to slow down",
  transport_only: "only the HTTP status is here, not the body of the answer",
};

const WHAT_WORDS: Record<string, string> = {
  number: "number",
  node: "number's state",
  health: "health check",
  account: "account",
};

export const UNREAD_WORDS: Record<UnreadReason, string> = {
  not_configured: "no access to Meta is set up",
  not_asked: "it was not asked",
  not_found: "it was not found with our access",
  token_expired: "our token has expired",
  no_permission: "our token lacks a permission",
  rate_limited: "Meta asked us to wait",
  timed_out: "no answer in time",
  unavailable: "the platform did not answer",
  not_understood: "the answer has values we do not know",
};
