import { HOUR } from "../../time.ts";
import type { Playbook } from "../playbook.ts";

export const META_REVIEW = {
  path: "meta_review",
  title: "Review by Meta",
  version: 1,
  steps: [
    {
      id: "meta.entry",
      title: "Check that one of the five doors is open",
      who: ["support"],
      needs: [],
      does: "Appeal unchanged or not offered · clean and PIN done and still locked · re-registration failed · technical case without result · banned with nothing to appeal.",
      careful: "Earlier, the case usually comes back with homework.",
      verifiedBy: { words: "one door, with its evidence" },
      sources: ["C41", "C-G4", "V26", "V-G4"],
    },
    {
      id: "meta.who",
      title: "Decide who opens the case",
      who: ["support"],
      needs: ["meta.entry"],
      does: "Provider first: it has the channel. Direct Support is for partners and managed clients.",
      careful: "An end customer often has no access.",
      verifiedBy: { words: "a name" },
      sources: ["C2", "C43", "C60", "meta:direct-support"],
    },
    {
      id: "meta.packet",
      title: "Complete the packet",
      who: ["support"],
      needs: ["stop.save_evidence"],
      does: "Account id, number and its id, business id, 131031, fbtrace_id, UTC times, request and answer, Business Support Home result, steps done with times.",
      careful: "Only what is ticked. No token, no PIN.",
      verifiedBy: { words: "nothing is marked missing" },
      sources: ["C42", "C59", "meta:direct-support"],
    },
    {
      id: "meta.open",
      title: "Open one case",
      who: ["provider", "admin"],
      needs: ["meta.who", "meta.packet"],
      does: "All sending stopped is the highest severity. Pick the right business account.",
      careful: "Several cases slow each other down.",
      verifiedBy: { words: "the case number" },
      timer: {
        starts: "claimed",
        // The first answer is due within a business day; weekends and the account's country are not known here.
        afterMs: [24 * HOUR],
        everyMs: 24 * HOUR,
        stopsWith: "meta.answer",
        says: "The case at Meta is a day older. First answers come within a business day: ask in the same case, with new facts only.",
      },
      outside:
        "Please open ONE case with Meta with the text below: all sending stopped (highest severity), for the business account that owns the number. Then send us the case number. Please open no second case.",
      sources: ["C42", "meta:direct-support"],
    },
    {
      id: "meta.follow_up",
      title: "Follow up in the same case",
      who: ["support"],
      needs: ["meta.open"],
      does: "First answer within a business day. Then ask every business day, with new facts only.",
      verifiedBy: { words: "the last answer and its date" },
      sources: ["meta:direct-support"],
    },
    {
      id: "meta.answer",
      title: "Record the answer",
      who: ["support"],
      needs: ["meta.open"],
      does: "Unlocked → prove that it works. More asked → do it here. Final refusal → not recoverable.",
      verifiedBy: { words: "the copied answer" },
      sources: ["V26", "C32"],
    },
  ],
} as const satisfies Playbook;
