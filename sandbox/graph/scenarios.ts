import type { Look } from "./look.ts";
import { BUSINESS_ID } from "./nodes.ts";
import { LOCK } from "./notices.ts";
import { pasteFailedStatus, pasteRestriction, pasteVonageRejected } from "./pastes.ts";
import {
  LOCKED,
  NO_PERMISSION,
  NOT_REGISTERED,
  PAYMENT,
  PIN_MISMATCH,
  READ_LIMIT,
  TEMPORARILY_BLOCKED,
  TOKEN_EXPIRED,
  UNAVAILABLE,
} from "./refusals.ts";
import { businessUsage } from "./usage.ts";

export type Scenario = Look & {
  id: string;
  /** E.164, as people type it. */
  number: string;
  title: string;
  youSee: string;
  /** What somebody would paste beside it, or `null` when there is nothing to paste. */
  paste: string | null;
};

const UNREGISTERED = { status: "PENDING", quality_rating: "UNKNOWN", platform_type: "NOT_APPLICABLE" };

/** Every number the sandbox knows, in the order its page shows them. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: "locked_policy",
    number: "+15550100001",
    title: "Locked for policy",
    youSee: "The account is BLOCKED and Meta does not say why. Paste the error of a send, 131031: locked.",
    paste: pasteFailedStatus("+15550100001", LOCK),
    health: {
      account: { can: "BLOCKED", errors: [[141000, "The account cannot send messages.", "Contact support."]] },
    },
    send: LOCKED,
  },
  {
    id: "locked_but_connected",
    number: "+15550100002",
    title: "Locked, but CONNECTED and GREEN",
    youSee: "Every check looks healthy while sends fail with 131031. Paste the error: the failed send outranks them.",
    paste: pasteVonageRejected("+15550100002"),
    send: LOCKED,
  },
  {
    id: "pin_mismatch",
    number: "+15550100003",
    title: "Two-step PIN does not match",
    youSee: "Registering fails with 133005. Paste the error: blocked by the PIN, and no guessing.",
    paste: `POST /register failed: ${JSON.stringify(PIN_MISMATCH.body)}`,
    node: { status: "DISCONNECTED", quality_rating: "UNKNOWN", platform_type: "NOT_APPLICABLE", is_pin_enabled: true },
    send: NOT_REGISTERED,
    register: PIN_MISMATCH,
  },
  {
    id: "payment",
    number: "+15550100004",
    title: "Payment method missing",
    youSee: "The account is BLOCKED by 141006: blocked, but not a lock.",
    paste: JSON.stringify(PAYMENT.body),
    health: {
      account: {
        can: "BLOCKED",
        errors: [
          [
            141006,
            "There is an error with the payment method. This will block business initiated conversations.",
            "Add a new payment method to the account.",
          ],
        ],
      },
    },
    account: { primary_funding_id: undefined },
    send: PAYMENT,
  },
  {
    id: "restricted",
    number: "+15550100005",
    title: "Restricted for some days",
    youSee: "Paste Meta's notice: restricted, with its end. Health alone shows limits without saying why.",
    paste: pasteRestriction("+15550100005"),
    health: { account: { can: "LIMITED", info: ["Starting conversations is restricted for now."] } },
    send: TEMPORARILY_BLOCKED,
  },
  {
    id: "unverified",
    number: "+15550100006",
    title: "Business not verified",
    youSee: "The portfolio is LIMITED by 141010: sends go out, within limits.",
    paste: null,
    health: {
      business: {
        can: "LIMITED",
        errors: [[141010, "The Business has not passed business verification.", "Complete business verification."]],
      },
    },
    account: { business_verification_status: "not_verified" },
  },
  {
    id: "banned",
    number: "+15550100007",
    title: "Banned, still GREEN",
    youSee: "Health says 141014 and the number is BANNED while its quality is GREEN: locked, stage disabled.",
    paste: pasteFailedStatus("+15550100007", LOCK),
    node: { status: "BANNED", quality_rating: "GREEN", name_status: "DECLINED" },
    health: { account: { can: "BLOCKED", errors: [[141014, "The account is banned."]] } },
    account: { account_review_status: "REJECTED", status: "DISABLED" },
    send: LOCKED,
  },
  {
    id: "healthy",
    number: "+15550100008",
    title: "Healthy",
    youSee: "Everything is AVAILABLE: not locked, likely. Only a delivered message would confirm it.",
    paste: null,
  },
  {
    id: "graph_down",
    number: "+15550100009",
    title: "Graph is down",
    youSee: "Meta answers 503: unknown, because it could not be read.",
    paste: null,
    read: UNAVAILABLE,
  },
  {
    id: "graph_silent",
    number: "+15550100010",
    title: "Graph does not answer",
    youSee: "After some seconds: unknown, because Meta did not answer in time.",
    paste: null,
    read: "silent",
  },
  {
    id: "token_expired",
    number: "+15550100011",
    title: "Access token expired",
    youSee: "Meta refuses the token with 190: unknown. We cannot see; that says nothing about the account.",
    paste: null,
    read: TOKEN_EXPIRED,
  },
  {
    id: "rate_limited",
    number: "+15550100012",
    title: "Asked too often",
    youSee: "Meta answers 80008: unknown, with the time from when it can be read again.",
    paste: null,
    read: { ...READ_LIMIT, headers: businessUsage(BUSINESS_ID, { percent: 100, minutes: 10 }) },
  },
  {
    id: "technical_lock",
    number: "+15550100013",
    title: "Technical lock",
    youSee: "141008 on the number while nothing is listed: locked, and the provider's case comes first.",
    paste: pasteFailedStatus("+15550100013", LOCK),
    health: { number: { can: "BLOCKED", errors: [[141008, "The phone number cannot send messages."]] } },
    send: LOCKED,
  },
  {
    id: "calling_only",
    number: "+15550100014",
    title: "BLOCKED by calling alone",
    youSee: "Meta's aggregate says BLOCKED, but only SIP calling is missing: not locked.",
    paste: null,
    health: {
      aggregate: "BLOCKED",
      number: { sip: "BLOCKED", errors: [[138024, "Calling cannot use SIP because it is not enabled."]] },
      app: { sip: "BLOCKED", errors: [[138025, "No SIP server is configured for this number."]] },
    },
  },
  {
    id: "not_registered",
    number: "+15550100015",
    title: "Never registered",
    youSee: "The number is PENDING and sends fail with 133010: blocked, but not a lock.",
    paste: JSON.stringify(NOT_REGISTERED.body),
    node: UNREGISTERED,
    send: NOT_REGISTERED,
  },
  {
    id: "several_blockers",
    number: "+15550100016",
    title: "Payment and business at once",
    youSee: "141006 on the account, 141010 and 131000 on the portfolio: blocked, the payment first, and not a lock.",
    paste: JSON.stringify(PAYMENT.body),
    health: {
      account: { can: "BLOCKED", errors: [[141006, "There is an error with the payment method."]] },
      business: {
        can: "BLOCKED",
        errors: [
          [141010, "The Business has not passed business verification."],
          [131000, "Your business profile is incomplete."],
        ],
      },
    },
    account: { business_verification_status: "not_verified", primary_funding_id: undefined },
    send: PAYMENT,
  },
  {
    id: "no_permission",
    number: "+15550100017",
    title: "Account not assigned to the token",
    youSee: "Meta refuses the read with 200: unknown. The token lacks the account; that says nothing about a lock.",
    paste: null,
    read: NO_PERMISSION,
  },
  {
    id: "unknown_number",
    number: "+15550100099",
    title: "In no account we see",
    youSee: "The number is in none of the accounts this token sees: unknown, with how many were looked through.",
    paste: null,
    listed: false,
  },
];
