import { encodeForMeta } from "../../webhooks/meta.ts";
import {
  type About,
  accountUpdate,
  banUpdate,
  delivered,
  failed,
  incoming,
  LOCK,
  restriction,
  reviewUpdate,
} from "../notices.ts";
import { LOCKED, TEMPORARILY_BLOCKED } from "../refusals.ts";
import { fromMeta, type Story } from "./story.ts";

const violation = (about: About) =>
  accountUpdate(about, { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "ALCOHOL" } });
const threeDays = (about: About) =>
  restriction(about, ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"], 3);
const lockedSends = (about: About) => failed(about, LOCK, 2);
const reinstated = (about: About) => banUpdate(about, "REINSTATE");

/** Meta's ladder: a strike, a block with an end, a lock without one, and the way back after a review. */
export const POLICY: Story = {
  id: "policy",
  number: "+15550100021",
  title: "A policy strike",
  stages: [
    {
      id: "healthy",
      title: "Healthy",
      youSee: "Everything is AVAILABLE: not locked, likely.",
      next: ["violation"],
    },
    {
      id: "violation",
      title: "Violation",
      youSee: "Meta notes a violation; sends still go out. The notice alone is no lock.",
      next: ["restricted"],
      notices: (about) => [fromMeta(violation(about))],
      paste: (about) => encodeForMeta(violation(about)),
    },
    {
      id: "restricted",
      title: "Restricted",
      youSee: "Sends fail with 368 for three days. Paste the notice: restricted, with its end.",
      next: ["locked", "healthy"],
      health: { account: { can: "LIMITED", info: ["Starting conversations is restricted for now."] } },
      send: TEMPORARILY_BLOCKED,
      notices: (about) => [fromMeta(threeDays(about))],
      paste: (about) => encodeForMeta(threeDays(about)),
    },
    {
      id: "locked",
      title: "Locked",
      youSee: "BANNED while the quality is GREEN, and sends fail with 131031: locked, stage disabled.",
      next: ["reinstated"],
      node: { status: "BANNED", quality_rating: "GREEN", name_status: "DECLINED" },
      health: { account: { can: "BLOCKED", errors: [[141014, "The account is banned."]] } },
      account: { account_review_status: "REJECTED", status: "DISABLED" },
      send: LOCKED,
      notices: (about) => [
        fromMeta(banUpdate(about, "DISABLE")),
        fromMeta(reviewUpdate(about, "REJECTED")),
        fromMeta(lockedSends(about)),
      ],
      paste: (about) => encodeForMeta(lockedSends(about)),
    },
    {
      id: "reinstated",
      title: "Reinstated",
      youSee:
        "DISABLED_UPDATE again, now with REINSTATE: the state decides. A delivered and an incoming message follow.",
      next: ["healthy"],
      notices: (about) => [
        fromMeta(reinstated(about)),
        fromMeta(reviewUpdate(about, "APPROVED")),
        fromMeta(delivered(about)),
        fromMeta(incoming(about)),
      ],
      paste: (about) => encodeForMeta(reinstated(about)),
    },
  ],
};
