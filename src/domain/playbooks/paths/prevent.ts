import type { Playbook } from "../playbook.ts";

/** A follow-up list that opens when the ticket is resolved; it never keeps a ticket open. */
export const PREVENT = {
  path: "prevent",
  title: "Prevent the next one",
  version: 1,
  steps: [
    {
      id: "prevent.signals",
      title: "Subscribe to account alerts",
      who: ["sender"],
      needs: [],
      does: "Meta: `account_update`, `account_review_update`, `security`. Vonage: notification subscription.",
      careful: "There is no “locked” event; failed sends must be watched too.",
      verifiedBy: { words: "the check finds the subscription" },
      outside:
        "Please subscribe to the account webhooks (Meta: account_update, account_review_update, security; Vonage: notification subscription). There is no “locked” event, so please alert on failed sends as well.",
      sources: ["C49", "meta:account-update", "vonage:notifications"],
    },
    {
      id: "prevent.watch",
      title: "Put the number on watch",
      who: ["support"],
      needs: [],
      does: "Scheduled health checks with notices on change.",
      verifiedBy: { words: "the watch is on" },
      sources: ["C47", "V30", "C60"],
    },
    {
      id: "prevent.optin",
      title: "Keep provable consent for every contact",
      who: ["sender"],
      needs: [],
      does: "When, where and for what each person agreed.",
      verifiedBy: { words: "where the record lies" },
      outside:
        "Please keep for every contact when, where and for what the person agreed to be messaged, and tell us where that record lies.",
      sources: ["V29", "C45"],
    },
    {
      id: "prevent.policies",
      title: "Read the policies with the campaign team",
      who: ["sender"],
      needs: [],
      does: "Messaging policy, commerce policy, business terms.",
      careful: "Goods and wording change by country.",
      verifiedBy: { words: "a date and names" },
      outside:
        "Please read WhatsApp's messaging policy, commerce policy and business terms with the people who write campaigns, and tell us when and who.",
      sources: ["V28", "C8", "C61"],
    },
    {
      id: "prevent.templates",
      title: "Review template categories",
      who: ["sender"],
      needs: [],
      does: "Promotion lives in marketing templates only.",
      verifiedBy: { words: "the reviewed list with a date" },
      outside: "Please review the category of every template: promotion belongs in marketing templates only.",
      sources: ["C46"],
    },
    {
      id: "prevent.profile",
      title: "Complete profile and verification",
      who: ["admin"],
      needs: [],
      does: "Website, description, category, verified business.",
      verifiedBy: { words: "a reading" },
      outside:
        "Please complete the WhatsApp profile (website, description, category) and the business verification of the portfolio.",
      sources: ["C44", "C26"],
    },
    {
      id: "prevent.quality",
      title: "Watch quality, blocks and delivery",
      who: ["sender"],
      needs: [],
      does: "Look at drops per template and campaign.",
      careful: "A weak alarm: banned numbers have been green.",
      verifiedBy: { words: "the watch is on" },
      outside:
        "Please look regularly at quality, blocks and delivery per template and campaign. It is a weak alarm: banned numbers have been green.",
      sources: ["V30", "C47", "field report"],
    },
    {
      id: "prevent.pin",
      title: "One home for the PIN, two people who can open it",
      who: ["admin"],
      needs: [],
      does: "Password manager, named owners, same PIN in every system.",
      verifiedBy: { words: "where it is kept" },
      outside:
        "Please keep the two-step PIN in one password manager entry that two named people can open, and use the same PIN in every system. Never send us the PIN.",
      sources: ["C48", "C-G6"],
    },
    {
      id: "prevent.access",
      title: "Two admins, strong sign-in, known devices",
      who: ["admin"],
      needs: [],
      does: "Remove leavers and unused partners; a portfolio e-mail that somebody reads.",
      careful: "One admin on holiday stops an appeal.",
      verifiedBy: { words: "the list of admins, with a date" },
      outside:
        "Please have two admins with two-factor sign-in on known devices, remove people who left and partners you no longer use, and make sure somebody reads the portfolio's e-mail.",
      sources: ["V31", "V11"],
    },
    {
      id: "prevent.billing",
      title: "Name who pays, and a second payment method",
      who: ["billing"],
      needs: [],
      does: "Expiry date in a calendar.",
      careful: "On a provider's credit line: ask it.",
      verifiedBy: { words: "a name and a date" },
      outside:
        "Please name who pays for the WhatsApp account, add a second payment method, and put the card's expiry date in a calendar.",
      sources: ["V13"],
    },
    {
      id: "prevent.activity",
      title: "Keep quiet numbers in mind",
      who: ["sender"],
      needs: [],
      does: "Numbers near 30 days without a message: decide who writes to whom, and why.",
      careful:
        "Reported by Vonage, not found at Meta. A paid message also keeps the removal of the number refused for 30 days.",
      verifiedBy: { words: "the activity was read" },
      outside:
        "Please list the numbers that are near 30 days without a message and decide who writes to whom, and why. (Vonage reports locks for inactivity; Meta's pages do not.)",
      sources: ["V8", "V27", "meta:account-update", "meta:phone-numbers"],
    },
    {
      id: "prevent.fallback",
      title: "Keep the second channel ready",
      who: ["sender"],
      needs: [],
      does: "Codes and alerts can switch to SMS or voice within minutes; try it once.",
      verifiedBy: { words: "the date of the last trial" },
      outside:
        "Please keep SMS or voice ready for codes and alerts so that you can switch within minutes, and try it once.",
      sources: ["practice"],
    },
  ],
} as const satisfies Playbook;
