import type { Decision, ProviderWay, ReviewOffer, ViolationKind, YesNoUnknown } from "../../../domain/ticket/facts.ts";
import type { Holds } from "./ids.ts";

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

export const HOLDS_LABEL = "What holds now";

export const HOLDS_WORDS: Record<Holds, { text: string; description: string }> = {
  sends_again: {
    text: "It receives and sends again",
    description: "Opens the proof. The tick itself proves nothing.",
  },
  ban: { text: "Banned, disabled, or scheduled to be disabled", description: "Untick it when Meta lifted it." },
  restriction: {
    text: "A temporary restriction is on",
    description: "Its end is asked next. Untick it when it is over.",
  },
  payment: { text: "A payment is open or refused", description: "Untick it when it is settled." },
  register_wait: {
    text: "Registering is shut for a while",
    description: "After 133008, 133009 or 133016. Untick it when it is over.",
  },
  access: { text: "Our access, key or token was refused", description: "Untick it when it works again." },
  coexistence: {
    text: "The number left through the WhatsApp Business app",
    description: "Untick it when the number is connected again.",
  },
  compromise: {
    text: "Others may have had access to the account",
    description: "An unknown admin or PIN change, or a notice from Meta.",
  },
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
