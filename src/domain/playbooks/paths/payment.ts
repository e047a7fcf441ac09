import { HOUR } from "../../time.ts";
import { CONDITIONS } from "../conditions.ts";
import type { Playbook } from "../playbook.ts";

export const PAYMENT = {
  path: "payment",
  title: "Payment",
  version: 1,
  steps: [
    {
      id: "pay.not_a_lock",
      title: "Check that it is not a lock",
      who: ["support"],
      needs: ["find.health"],
      does: "Look for 131031 on sends, a ban, or a violation. If there is one, that comes first.",
      careful: "131042 also appears when the account is suspended.",
      verifiedBy: { words: "a reading, or failed sends without 131031", proof: "no_lock_seen" },
      sources: ["V13", "meta:health-status", "meta:error-codes"],
    },
    {
      id: "pay.who_pays",
      title: "Find out who pays Meta for this account",
      who: ["support"],
      needs: [],
      does: "The business's own card, or the provider's credit line.",
      careful: "On a provider's line, adding an own card may not be wanted: ask first.",
      verifiedBy: { words: "the provider's answer, or the payment line on the account" },
      sources: ["V13", "practice"],
    },
    {
      id: "pay.provider_side",
      title: "Check the provider account",
      who: ["billing"],
      needs: [],
      does: "Balance, suspension, barred key at the provider.",
      careful: "This is not Meta; nothing in Business Manager helps.",
      verifiedBy: { words: "the balance, or the provider's answer" },
      outside:
        "Please look at our account at the provider (not at Meta): is there a balance, is the account or the key suspended? Tell us what you see.",
      sources: ["vonage:errors"],
    },
    {
      id: "pay.fix",
      title: "Settle what is open or replace the card",
      who: ["billing"],
      needs: ["pay.who_pays"],
      does: "WhatsApp Manager → billing, or the provider's invoice.",
      careful: "Do not re-register: it changes nothing here.",
      verifiedBy: { words: "a screenshot without card data, or the health check" },
      outside:
        "Please settle what is open for this WhatsApp account or replace the card (WhatsApp Manager → billing, or the provider's invoice), and send us a screenshot without card data.",
      sources: ["V13", "meta:error-codes"],
    },
    {
      id: "pay.recheck",
      title: "Check again after the payment",
      who: ["support"],
      needs: ["pay.fix"],
      does: "Read health after 1 hour, then every few hours. Once it is settled, say so under *Update*: the rest of the way opens.",
      careful: "No time is published. Replies may work while new conversations do not.",
      verifiedBy: { words: "141006 and 131042 are gone", proof: "payment_gone", everyMs: 4 * HOUR },
      settles: { on: "verified", facts: { paymentCode: false } },
      timer: {
        starts: "open",
        afterMs: [HOUR],
        everyMs: 4 * HOUR,
        says: "Time to read health again: are 141006 and 131042 gone?",
      },
      sources: ["meta:health-status"],
    },
    {
      id: "pay.still_blocked",
      title: "Take it to whoever bills",
      who: ["support"],
      needs: ["pay.recheck"],
      shownWhen: CONDITIONS.still_blocked_after_a_day,
      does: "The provider's billing case, or Meta billing support, with proof of payment.",
      verifiedBy: { words: "the case number" },
      sources: ["meta:direct-support"],
    },
  ],
} as const satisfies Playbook;
