export const TICKET_UPDATE = "ticket_update";

export const UPDATE = {
  supportHome: "business_support_home",
  violation: "violation",
  reviewOffered: "review_offered",
  providerWay: "provider_way",
  scope: "scope",
  providerCase: "provider_case",
  metaCase: "meta_case",
  attemptsMeta: "attempts_meta",
  attemptsProvider: "attempts_provider",
  reviewDecision: "review_decision",
  metaAnswer: "meta_answer",
  removalAllowed: "removal_allowed",
  canBeAddedBack: "can_be_added_back",
  lastPaidMessage: "last_paid_message",
  onboarded: "onboarded",
  incoming: "incoming",
  recentChanges: "recent_changes",
} as const;
