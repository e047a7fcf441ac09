import type { Playbook } from "../playbook.ts";

export const STOP_THE_BLEEDING = {
  path: "stop_the_bleeding",
  title: "Stop the bleeding",
  version: 1,
  steps: [
    {
      id: "stop.pause_bulk",
      title: "Pause campaigns and automatic retries",
      who: ["sender"],
      needs: [],
      does: "Pause campaigns, flows and retry queues on every affected number.",
      careful: "Repeating does not help and costs leads. Hold the queue; do not plan to release it all at once.",
      verifiedBy: { words: "failed sends fall to almost none; else a named person and a time" },
      outside:
        "Please pause all campaigns, flows and automatic retries on the affected WhatsApp number now, and tell us who did it and when. Keep the queue, but do not plan to send it all at once later.",
      sources: ["C29", "meta:error-codes", "field report"],
    },
    {
      id: "stop.reroute_urgent",
      title: "Move urgent messages to another channel",
      who: ["sender"],
      needs: [],
      does: "Send codes and alerts by SMS, voice or e-mail until this is over.",
      careful: "No replacement WhatsApp number and no new account: it can look like dodging a decision.",
      verifiedBy: { words: "one test message arrives there" },
      outside:
        "Please send sign-in codes and urgent alerts by SMS, voice or e-mail for now, and try it with one test message. Please do not set up another WhatsApp number or account for it.",
      sources: ["ycloud:restrictions", "practice"],
    },
    {
      id: "stop.hands_off",
      title: "Agree that nobody changes the number",
      who: ["support"],
      needs: [],
      does: "Tell everyone with access: no registering, no PIN guessing, no removing, no second appeal and no change of provider until this ticket says so.",
      careful: "Most cases that could not be recovered started with a well-meant repair.",
      verifiedBy: { words: "named people confirm" },
      sources: ["V23", "C39", "meta:registration", "field report"],
    },
    {
      id: "stop.save_evidence",
      title: "Keep two or three failed messages as proof",
      who: ["support"],
      needs: [],
      does: "Keep full error bodies, message ids, fbtrace_id, UTC times and screenshots.",
      careful: "Take tokens and PINs out first. A token that was posted must be replaced.",
      verifiedBy: { words: "at least one error with its time is on the ticket" },
      sources: ["V18", "C42", "meta:direct-support"],
    },
    {
      id: "stop.tell_business",
      title: "Tell the business what is down",
      who: ["support"],
      needs: [],
      does: "Outgoing messages fail. Incoming ones may be lost and are not delivered later. Say when you report next.",
      careful: "Promise no time. Silence from customers is no good news.",
      verifiedBy: { words: "sent, with time" },
      sources: ["V2", "V6", "C51", "field report"],
    },
  ],
} as const satisfies Playbook;
