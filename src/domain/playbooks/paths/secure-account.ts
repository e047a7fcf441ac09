import type { Playbook } from "../playbook.ts";

export const SECURE_ACCOUNT = {
  path: "secure_account",
  title: "Secure the account",
  version: 1,
  steps: [
    {
      id: "secure.people",
      title: "Remove unknown admins, partners and apps",
      who: ["admin"],
      needs: [],
      does: "From a trusted device: people, partners, system users, apps.",
      careful: "Take screenshots first; Meta may ask.",
      verifiedBy: { words: "the list before and after" },
      outside:
        "Please go through people, partners, system users and apps of the portfolio from a trusted device. Take screenshots first, then remove what you do not know, and send us the list before and after.",
      sources: ["V11", "V31"],
    },
    {
      id: "secure.tokens",
      title: "Replace tokens, passwords and the PIN",
      who: ["admin"],
      needs: ["secure.people"],
      does: "Every token that was visible anywhere counts as lost.",
      careful: "New PIN without registering.",
      verifiedBy: { words: "a named list, no values" },
      outside:
        "Please replace all tokens, passwords and the two-step PIN of this account (set the PIN only, do not register). Tell us which were replaced, never their values.",
      sources: ["V31", "meta:security-webhook", "meta:two-step"],
    },
    {
      id: "secure.tell_meta",
      title: "Report the compromise in the appeal or case",
      who: ["support"],
      needs: ["secure.people"],
      does: "What happened, when, what was closed.",
      verifiedBy: { words: "the text on the ticket" },
      sources: ["V11", "meta:policy-enforcement"],
    },
  ],
} as const satisfies Playbook;
