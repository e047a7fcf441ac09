import { TOLD_STATES } from "../../../domain/evidence.ts";
import { QUESTION } from "../questions.ts";

export const TICKET_UPDATE = "ticket_update";

export const UPDATE = {
  ...QUESTION,
  holds: "what_holds",
  restrictionEnd: "restriction_end",
  registerWaitEnd: "register_wait_end",
  providerCode: "provider_code",
  violation: "violation",
  reviewOffered: "review_offered",
  providerWay: "provider_way",
  providerCase: "provider_case",
  metaCase: "meta_case",
  attemptsMeta: "attempts_meta",
  attemptsProvider: "attempts_provider",
  reviewDecision: "review_decision",
  metaAnswer: "meta_answer",
  removalAllowed: "removal_allowed",
  canBeAddedBack: "can_be_added_back",
  lastPaidMessage: "last_paid_message",
} as const;

/** Values of the ticks under *What holds now*. */
export const HOLDS = ["sends_again", ...TOLD_STATES] as const;
export type Holds = (typeof HOLDS)[number];
