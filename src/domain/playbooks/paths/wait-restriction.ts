import { DAY } from "../../time.ts";
import { CONDITIONS } from "../conditions.ts";
import type { Playbook } from "../playbook.ts";

export const WAIT_RESTRICTION = {
  path: "wait_restriction",
  title: "Wait for the end of the restriction",
  version: 1,
  steps: [
    {
      id: "wait.what_still_works",
      title: "Say what still works, and until when",
      who: ["support"],
      needs: [],
      does: "Read each restriction: new conversations, replies, adding numbers, or calls only.",
      careful: "Adding numbers or calls alone does not stop sending.",
      verifiedBy: { words: "the kind of restriction and its end are on the ticket" },
      sources: ["C15", "meta:account-update", "meta:policy-enforcement"],
    },
    {
      id: "wait.fix_now",
      title: "Correct the cause while you wait",
      who: ["sender"],
      needs: [],
      does: "The same corrections as on the policy path; ask for a review if it is offered.",
      careful: "The next step of the ladder is longer.",
      verifiedBy: { words: "what was changed" },
      outside:
        "The restriction ends by itself, but the next one is longer. Please correct the cause now (consent, templates, goods, profile) and tell us what you changed.",
      sources: ["C24", "C34", "meta:policy-enforcement"],
    },
    {
      id: "wait.leave_number",
      title: "Leave number and PIN alone",
      who: ["support"],
      needs: [],
      does: "No registering, no removing, no new numbers.",
      verifiedBy: { words: "named people confirm" },
      sources: ["meta:error-codes"],
    },
    {
      id: "wait.end",
      title: "Check at the end, and a day later",
      who: ["support"],
      needs: ["wait.what_still_works"],
      gates: [CONDITIONS.restriction_over],
      does: "At the end: health, then prove that it works. Still failing a day later → find the cause as a lock.",
      verifiedBy: { words: "a reading after the end", proof: "health_read" },
      timer: {
        starts: "open",
        afterMs: [0, DAY],
        until: "restriction_end",
        says: "The restriction should have ended. Read health, then prove that it works; still failing a day later is a lock.",
      },
      sources: ["C15", "C34"],
    },
  ],
} as const satisfies Playbook;
