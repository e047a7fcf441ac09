import { BUSINESS_ID } from "../nodes.ts";
import { type About, accountUpdate, onboarded, vonageDelivered, vonageRejected } from "../notices.ts";
import { LOCKED, NOT_REGISTERED } from "../refusals.ts";
import { fromMeta, fromVonage, type Story } from "./story.ts";

const NEW_ID = "700600000000923";
const GONE = { quality_rating: "UNKNOWN", platform_type: "NOT_APPLICABLE", throughput: { level: "NOT_APPLICABLE" } };

const granted = (about: About) => {
  const waba_info = { waba_id: about.accountId, owner_business_id: BUSINESS_ID, partner_app_id: "700400000000009" };
  return accountUpdate(about, { event: "PARTNER_APP_INSTALLED", waba_info });
};

/** Vonage's way out for an older number: it disconnects, the owner removes the number, then both sign it up again. */
export const SIGNED_UP_AGAIN: Story = {
  id: "signed_up_again",
  number: "+15550100023",
  title: "Signed up again at Vonage",
  stages: [
    { id: "connected", title: "Connected", youSee: "Everything is AVAILABLE: not locked, likely.", next: ["locked"] },
    {
      id: "locked",
      title: "Locked",
      youSee: "Vonage rejects with 1330 and 131031, health says 141008 on the number: locked.",
      next: ["disconnected"],
      health: { number: { can: "BLOCKED", errors: [[141008, "The phone number cannot send messages."]] } },
      send: LOCKED,
      notices: (about) => [fromVonage(vonageRejected(about))],
      paste: (about) => JSON.stringify(vonageRejected(about)),
    },
    {
      id: "disconnected",
      title: "Disconnected",
      youSee: "Vonage has disconnected the number: DISCONNECTED, registered nowhere. No notice tells of it.",
      next: ["removed"],
      node: { ...GONE, status: "DISCONNECTED", is_pin_enabled: true },
      send: NOT_REGISTERED,
      paste: () => JSON.stringify(NOT_REGISTERED.body),
    },
    {
      id: "removed",
      title: "Removed",
      youSee: "The owner has removed the number: it is in no account any more, which says nothing about a lock.",
      next: ["signed_up"],
      listed: false,
    },
    {
      id: "signed_up",
      title: "Signed up again",
      youSee: "The number is back under a new id, PENDING, and not registered yet: blocked, but not a lock.",
      next: ["registered"],
      phoneNumberId: NEW_ID,
      node: { ...GONE, status: "PENDING", name_status: "PENDING_REVIEW" },
      send: NOT_REGISTERED,
      notices: (about) => [fromMeta(granted(about))],
      paste: () => JSON.stringify(NOT_REGISTERED.body),
    },
    {
      id: "registered",
      title: "Registered",
      youSee: "CONNECTED again, onboarded lately, and the next message is delivered.",
      next: ["connected"],
      phoneNumberId: NEW_ID,
      node: { last_onboarded_time: "2026-11-22T08:30:00+0000" },
      notices: (about) => [fromMeta(onboarded(about)), fromVonage(vonageDelivered(about))],
      paste: (about) => JSON.stringify(vonageDelivered(about)),
    },
  ],
};
