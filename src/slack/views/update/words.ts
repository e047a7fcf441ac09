import type { Decision, ProviderWay, ReviewOffer, ViolationKind, YesNoUnknown } from "../../../domain/ticket/facts.ts";

/** What the provider answered in writing; we never choose the way ourselves. */
export const PROVIDER_WAY_WORDS: Record<ProviderWay, string> = {
  not_asked: "Not asked yet",
  waiting: "Asked, no answer yet",
  direct: "The provider registers it directly",
  disconnect: "Disconnect, remove the number, sign up again",
  pin_reset: "Reset the PIN, then register once",
  unlocked: "It was unlocked",
  no_way: "The provider sees no way",
};

export const VIOLATION_WORDS: Record<ViolationKind, string> = {
  messages: "Spam, complaints or missing consent",
  templates: "Templates",
  goods: "Restricted goods or services",
  profile: "Profile or website",
  verification: "Business verification",
  linked_accounts: "Other accounts of the same business",
  not_known: "Not known",
};

export const DECISION_WORDS: Record<Decision, string> = {
  none: "No answer yet",
  reversed: "Reversed or unlocked",
  unchanged: "Unchanged",
  refused_finally: "Refused for good",
};

export const YES_NO_WORDS: Record<YesNoUnknown, string> = { yes: "Yes", no: "No", unknown: "Not known" };

/** What Business Support Home offers beside the violation. */
export const REVIEW_OFFER_WORDS: Record<ReviewOffer, string> = {
  not_read: "Not looked at yet",
  review: "Request Review",
  acknowledge: "Only to acknowledge it",
  in_review: "A review is running",
  none: "No button at all",
};
