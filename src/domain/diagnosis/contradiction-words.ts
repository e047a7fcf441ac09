import type { Contradiction } from "./diagnosis.ts";
import { sayCode, sayList } from "./say.ts";

const VONAGE = "Vonage's article says";
const CHAKRA = "Chakra's article says";
const META = "Meta's documentation";

type Topic = Extract<Contradiction, { kind: "articles_disagree" }>["topic"];

const TOPICS: Record<Topic, string> = {
  re_registration: `${VONAGE} that re-registering is the only way back; ${META} says that a lock is lifted by an appeal, and a banned number cannot be registered.`,
  two_causes: `${CHAKRA} that nothing listed means the PIN; ${META} names policy and mismatching data under 131031, and a send carries no PIN.`,
  inactivity: `${VONAGE} that 30 days without messages lock a number; ${META} knows this only for numbers shared with the WhatsApp Business app.`,
  appeal: `Vonage's enforcement article says that every violation can be appealed within 90 days; ${META} excludes some spam violations and names no limit.`,
};

/** What does not fit together, with the side to trust and where it comes from. */
export function contradictionLine(contradiction: Contradiction): string {
  switch (contradiction.kind) {
    case "healthy_node_but_send_failed": {
      const shown = [
        ...(contradiction.status === undefined ? [] : [contradiction.status]),
        ...(contradiction.quality === undefined ? [] : [`quality ${contradiction.quality}`]),
      ];
      return `Meta shows ${sayList(shown)}, yet a call was refused as locked. The refused call counts: Vonage's article and field reports describe locked numbers that look connected.`;
    }
    case "health_available_but_send_failed":
      return "Meta's health check says available, yet a call was refused as locked. The refused call counts; check again in a while.";
    case "health_blocked_by_calling_only":
      return `Meta's health check says BLOCKED overall, yet only calling over SIP is not set up (${META} on health status). Sending is not affected.`;
    case "nothing_listed_but_locked":
      return "Business Support Home lists nothing, yet a call was refused as locked. Field reports show the same: an empty page is no proof.";
    case "gloss_disagrees_with_code":
      return `The text calls ${sayCode(contradiction.code)} "${contradiction.gloss}". The code decides, not the words beside it.`;
    case "banned_but_green":
      return "The account is banned while its quality is still GREEN (seen in a field report). Quality says nothing about a ban.";
    case "lock_and_payment":
      return "A lock code and a payment problem stand side by side. Payment alone does not lock; both have to be answered.";
    case "delivered_after_failure":
      return `A message was delivered although others were refused. ${META}: one message can be delivered on one device and fail on another, and a receipt may belong to an older message.`;
    case "articles_disagree":
      return TOPICS[contradiction.topic];
  }
}
