import type { Category, Code } from "../codes/code.ts";
import type { Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";

/** What matters most to the sending account comes first. */
export const LEVELS = ["lock", "restriction", "blocked", "limited", "one_message", "in_doubt", "good_news"] as const;
export type Level = (typeof LEVELS)[number];

export type Weight = { level: Level; verdict: Verdict; category: Category };

/** Within one level: what the sender must mend first. Access comes last because it says only that we cannot see. */
const ORDER: readonly Category[] = [
  "lock",
  "restriction",
  "pin",
  "registration",
  "payment",
  "verification",
  "unknown",
  "auth",
  "quality",
  "rate_limit",
  "template",
  "request",
  "outage",
  "recipient",
  "none",
];

/** What a finding says about the verdict; `undefined` for context that never decides. A new kind does not compile until it has a line here. */
export function weigh(finding: Finding): Weight | undefined {
  switch (finding.kind) {
    case "send_refused_as_locked":
    case "register_refused_as_locked":
    case "technical_block":
    case "pin_in_details":
    case "banned":
    case "disable_scheduled":
      return at("lock", "locked", "lock");
    case "restricted_by_code":
      return at("restriction", "restricted", "restriction");
    case "restricted_until":
      // Past its end it is news of yesterday: nobody has seen yet whether sending works again.
      if (finding.hasEnded) return at("in_doubt", finding.stopsSending ? "restricted" : "unknown", "restriction");
      return finding.stopsSending
        ? at("restriction", "restricted", "restriction")
        : at("limited", "limited", "restriction");
    case "violation_listed":
      // Without a refused send it is a warning, unless an end date says that it restricts now.
      return finding.answer === "listed_until"
        ? at("restriction", "restricted", "restriction")
        : at("in_doubt", "unknown", "unknown");
    case "pin_refused":
      return at("blocked", "blocked", "pin");
    case "not_registered":
    case "register_wait":
    case "account_deleted":
    case "coexistence_dropped":
      return at("blocked", "blocked", "registration");
    case "payment_blocked":
      return at("blocked", "blocked", "payment");
    case "not_verified":
      if (finding.code === undefined) return undefined;
      return finding.blocks ? at("blocked", "blocked", "verification") : at("limited", "limited", "verification");
    case "health_blocked":
      return at("blocked", "blocked", "unknown");
    case "access_lost":
    case "access_removed":
      return at("blocked", "blocked", "auth");
    case "quality_limited":
      return at("limited", "limited", "quality");
    case "rate_limited":
      return at("limited", "limited", "rate_limit");
    case "health_limited":
      return at("limited", "limited", limitedBy(finding));
    case "template_only":
      return at("one_message", "not_locked", "template");
    case "request_wrong":
      return at("one_message", "not_locked", "request");
    case "outage":
      return at("one_message", "not_locked", "outage");
    case "one_recipient":
      return at("one_message", "not_locked", "recipient");
    case "provider_generic_failure":
    case "profile_unreadable":
    case "other_code":
    case "compromise_suspected":
      return at("in_doubt", "unknown", "unknown");
    case "sign_seen":
      return at("in_doubt", "unknown", finding.sign === "unofficial_client" ? "none" : "unknown");
    case "calling_only_block":
      return at("good_news", "not_locked", "request");
    case "violation_recorded":
      return at("good_news", "not_locked", "unknown");
    case "reinstated":
    case "delivered_later":
    case "health_available":
      return at("good_news", "not_locked", "none");
    case "nothing_listed":
    case "support_home_unseen":
    case "node_says":
    case "delivered":
    case "changes_before":
    case "scope_known":
    case "inactive_long":
    case "could_not_read":
      return undefined;
  }
}

/** What LIMITED without a known code is about, by the entity that says it. */
function limitedBy({ entity, info }: Extract<Finding, { kind: "health_limited" }>): Category {
  if (entity === "BUSINESS") return "verification";
  if (entity !== "PHONE_NUMBER") return "unknown";
  // On the number it is the display name that waits for approval; the node's own status means a rate.
  return info?.startsWith("status ") === true ? "rate_limit" : "registration";
}

function at(level: Level, verdict: Verdict, category: Category): Weight {
  return { level, verdict, category };
}

/** Within one level and category: the finding that says most comes first. */
const KINDS: readonly Finding["kind"][] = [
  "banned",
  "disable_scheduled",
  "send_refused_as_locked",
  "register_refused_as_locked",
  "technical_block",
  "pin_in_details",
  "restricted_until",
  "violation_listed",
  "restricted_by_code",
  "coexistence_dropped",
  "account_deleted",
  "register_wait",
  "access_removed",
  "sign_seen",
  "profile_unreadable",
  "provider_generic_failure",
  "delivered_later",
  "reinstated",
  "calling_only_block",
  "health_available",
];

/** Negative when `a` matters more; a total order, so that the order in which evidence arrives changes nothing. */
export function compareFindings(a: Finding, b: Finding): number {
  const [left, right] = [weigh(a), weigh(b)];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return (
    LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) ||
    ORDER.indexOf(left.category) - ORDER.indexOf(right.category) ||
    rankOf(a) - rankOf(b) ||
    // Meta's own code says more than a provider's renumbering of it.
    Number(codeOf(a)?.namespace !== "meta") - Number(codeOf(b)?.namespace !== "meta") ||
    (codeOf(a)?.code ?? 0) - (codeOf(b)?.code ?? 0) ||
    compareAsText(a, b)
  );
}

/** The last resort of an order that must not depend on who came first. */
export function compareAsText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function rankOf(finding: Finding): number {
  const rank = KINDS.indexOf(finding.kind);
  return rank === -1 ? KINDS.length : rank;
}

export function codeOf(finding: Finding): Code | undefined {
  return "code" in finding ? finding.code : undefined;
}
