import { HOUR } from "../../time.ts";
import { CONDITIONS } from "../conditions.ts";
import type { Playbook } from "../playbook.ts";

export const PROVE_IT_WORKS = {
  path: "prove_it_works",
  title: "Prove that it works",
  version: 1,
  steps: [
    {
      id: "prove.no_block",
      title: "Read health: nothing blocked",
      who: ["support"],
      needs: [],
      gates: [CONDITIONS.restriction_over],
      does: "All parts that concern sending are available, no ban state. If it cannot be read, skip this with that reason.",
      careful: "CONNECTED or green is not proof.",
      verifiedBy: { words: "a reading", proof: "nothing_blocked" },
      sources: ["V5", "meta:health-status", "field report"],
    },
    {
      id: "prove.incoming",
      title: "Receive one real message",
      who: ["sender"],
      needs: ["prove.no_block"],
      gates: [CONDITIONS.restriction_over],
      does: "A colleague writes to the number from a phone; the webhook must show it.",
      careful: "Do this first: it opens the reply window, so no template is needed.",
      verifiedBy: { words: "an incoming message after the fix" },
      outside:
        "Please write one message from a private phone to the number, and tell us when it arrived in your system (not only on the phone).",
      sources: ["V2", "V6", "field report"],
    },
    {
      id: "prove.reply",
      title: "Answer it and see it delivered",
      who: ["sender"],
      needs: ["prove.incoming"],
      gates: [CONDITIONS.restriction_over],
      does: "Reply in that chat and wait for *delivered*, not only *sent*.",
      careful:
        "A sent id is no proof; it can fail later. Whether a reply counts as paid since October 2026 is not certain.",
      verifiedBy: { words: "a delivered status after the fix" },
      outside:
        "Please answer in that same chat and wait until the status says delivered (sent is not enough). Tell us the message id and the time.",
      sources: ["meta:webhooks", "field report"],
    },
    {
      id: "prove.template",
      title: "Send one template to a colleague who agreed",
      who: ["sender"],
      needs: ["prove.reply"],
      shownWhen: CONDITIONS.removal_not_planned,
      does: "One approved utility template.",
      careful: "A paid message restarts the 30-day block on removing the number.",
      verifiedBy: { words: "a delivered status" },
      outside:
        "Please send one approved utility template to a colleague who agreed to it, and tell us when it was delivered. Only one: a paid message blocks removing the number for 30 days.",
      sources: ["meta:phone-numbers"],
    },
    {
      id: "prove.profile",
      title: "Open and save the profile at the provider",
      who: ["support"],
      needs: ["prove.reply"],
      shownWhen: CONDITIONS.at_vonage,
      does: "External Accounts → the number → the profile opens without “Bad Request”.",
      verifiedBy: { words: "it opens; else it stays claimed" },
      sources: ["V3", "V4", "V6"],
    },
    {
      id: "prove.drop_backlog",
      title: "Drop what is too old to send",
      who: ["sender"],
      needs: ["prove.reply"],
      does: "Delete expired codes and old campaigns from the queue.",
      careful: "Releasing a backlog at once invites the next complaint wave.",
      verifiedBy: { words: "the queue's size before and after" },
      outside:
        "Before you start again: please delete expired codes and old campaigns from the queue, and tell us its size before and after.",
      sources: ["practice"],
    },
    {
      id: "prove.ramp_up",
      title: "Bring traffic back in steps",
      who: ["sender"],
      needs: ["prove.drop_backlog"],
      does: "Transactional first, then small, engaged groups, then the rest.",
      careful: "No marketing on the first day after a policy case.",
      verifiedBy: { words: "the failure rate stays normal" },
      outside:
        "Please bring the traffic back in steps: transactional messages first, then small groups that respond, then the rest. No marketing on the first day after a policy case.",
      sources: ["C29", "C-G5", "practice"],
    },
    {
      id: "prove.watch",
      title: "Watch for 72 hours",
      who: ["support"],
      needs: ["prove.reply"],
      does: "Failed sends, health, account signals. A relapse reopens this ticket.",
      verifiedBy: { words: "72 h without a lock code" },
      timer: {
        starts: "open",
        afterMs: [72 * HOUR],
        says: "72 hours have passed since the proof. Was there a lock code since? If not, tick this; otherwise reopen the ticket.",
      },
      sources: ["field report"],
    },
    {
      id: "prove.tell",
      title: "Tell the business, and end the detour",
      who: ["support"],
      needs: ["prove.reply"],
      does: "What works, since when, what was lost, what changes. Switch urgent messages back.",
      verifiedBy: { words: "sent, with time" },
      sources: ["practice"],
    },
  ],
} as const satisfies Playbook;
