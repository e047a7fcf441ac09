import { HOUR } from "../../time.ts";
import type { Playbook } from "../playbook.ts";

export const TECHNICAL_LOCK = {
  path: "technical_lock",
  title: "Technical lock",
  version: 1,
  steps: [
    {
      id: "tech.rule_out",
      title: "Rule out policy, ban, payment and PIN",
      who: ["support"],
      needs: ["find.support_home", "find.health", "find.changes"],
      does: "Nothing listed, not banned, no 141006, no recent registration. 141008 supports it; one provider describes it.",
      careful: "“Technical” is what remains, not what we saw.",
      verifiedBy: { words: "the answers on the ticket" },
      sources: ["C21", "meta:health-status", "kapso:restrictions"],
    },
    {
      id: "tech.no_register",
      title: "Leave the registration alone",
      who: ["sender"],
      needs: [],
      does: "No register, no deregister, no Connect while the case is open.",
      careful: "A connected number that is deregistered may not come back.",
      verifiedBy: { words: "a named person confirms" },
      outside:
        "Please let nobody register, deregister or press Connect for this number while the case is open. A connected number that is deregistered may not come back. Tell us who confirmed it.",
      sources: ["meta:registration", "field report"],
    },
    {
      id: "tech.case",
      title: "Ask the provider for a technical case",
      who: ["support"],
      needs: ["tech.rule_out", "find.open_provider_case"],
      does: "Use the words: 131031 on sends, nothing in Business Support Home. Add 141008, ids, fbtrace_id, UTC times.",
      careful: "Ask for a technical case, not an appeal.",
      verifiedBy: { words: "the case number" },
      sources: ["V16", "V18", "C43", "kapso:restrictions"],
    },
    {
      id: "tech.three_checks",
      title: "Ask for three checks at Meta",
      who: ["provider"],
      needs: ["tech.case"],
      does: "Internal restriction on the account? Number and account unlocked? Any remaining block?",
      verifiedBy: { words: "three answers" },
      outside:
        "Please ask Meta three things about this account and number, and send us the answers: Is there an internal restriction on the account? Are number and account unlocked? Is any block left?",
      sources: ["V26"],
    },
    {
      id: "tech.recheck",
      title: "Look again at intervals",
      who: ["support"],
      needs: ["tech.case"],
      does: "Health and one failed or delivered message, every 6 hours.",
      careful: "Locks sometimes lift on Meta's side. Not “solved” until proved.",
      verifiedBy: { words: "a reading", proof: "health_read" },
      timer: {
        starts: "open",
        afterMs: [6 * HOUR],
        everyMs: 6 * HOUR,
        stopsWith: "tech.result",
        says: "Time to look again: health, and one failed or delivered message.",
      },
      sources: ["C52", "field report"],
    },
    {
      id: "tech.result",
      title: "Choose the next path",
      who: ["support"],
      needs: ["tech.three_checks"],
      does: "Unlocked → prove that it works. The provider wants a PIN reset or re-registration → that path. Otherwise Meta review.",
      verifiedBy: { words: "the path and the reason are noted" },
      sources: ["V19", "V26", "C41"],
    },
  ],
} as const satisfies Playbook;
