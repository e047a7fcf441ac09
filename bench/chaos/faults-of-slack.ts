import type { LocalSlack } from "../../sandbox/slack/create-local-slack.ts";
import type { Fault } from "../../sandbox/slack/faults.ts";
import type { Random } from "./random.ts";

/** One way in which Slack, or the line to it, is bad for a while. */
export type Trouble = {
  name: string;
  /** Called again and again while it lasts. */
  strike(slack: LocalSlack, random: Random): void;
  begin?: (slack: LocalSlack) => void;
  end?: (slack: LocalSlack) => void;
  /** Slack refuses for good: somebody has to touch the tickets of this time after it. */
  needsPerson?: true;
};

const CALLS = [
  "chat.postMessage",
  "chat.postMessage",
  "chat.update",
  "chat.update",
  "conversations.history",
  "conversations.replies",
  "conversations.info",
  "conversations.members",
  "users.info",
  "views.open",
];
const DELIVERIES = ["events_api", "slash_commands", "view_submission", "block_actions"].map((one) => `delivery:${one}`);

const once = (name: string, where: readonly string[], fault: Fault): Trouble => ({
  name,
  strike: (slack, random) => slack.failNext(random.pick(where) ?? "*", fault),
});

const SUPPORT = "#waba-support";
const nothing = () => {};

export const SINGLE: readonly Trouble[] = [
  once("HTTP 429 with Retry-After", CALLS, { kind: "rate_limited", retryAfter: 1 }),
  once("internal_error", CALLS, { kind: "error", error: "internal_error" }),
  once("HTTP 503", CALLS, { kind: "http", status: 503 }),
  once("line cut before the call", CALLS, { kind: "drop" }),
  once("carried out, then cut", CALLS, { kind: "accept_then_drop" }),
  once("carried out, never answered", ["chat.postMessage", "chat.update"], { kind: "lost_ack" }),
  once("slow answer", CALLS, { kind: "slow", ms: 400 }),
  once("delivered twice at once", DELIVERIES, { kind: "duplicate", when: "at_once" }),
  once("delivered again afterwards", DELIVERIES, { kind: "duplicate", when: "afterwards" }),
  once("delivered out of order", DELIVERIES, { kind: "out_of_order" }),
  once("ack lost", DELIVERIES, { kind: "lost_ack" }),
  once("never delivered", DELIVERIES, { kind: "drop" }),
  {
    name: "token revoked",
    strike: nothing,
    begin: (slack) => slack.revokeToken("token_revoked"),
    end: (slack) => slack.revokeToken(null),
    needsPerson: true,
  },
  {
    name: "channel archived",
    strike: nothing,
    begin: (slack) => void slack.changeChannel({ channel: SUPPORT, archived: true }),
    end: (slack) => void slack.changeChannel({ channel: SUPPORT, archived: false }),
    needsPerson: true,
  },
  {
    name: "bot removed",
    strike: nothing,
    begin: (slack) => void slack.changeChannel({ channel: SUPPORT, remove: ["locksmith"] }),
    end: (slack) => void slack.changeChannel({ channel: SUPPORT, add: ["locksmith"] }),
    needsPerson: true,
  },
];

/** Everything that passes by itself, all at once. */
export const MIXED: Trouble = {
  name: "mixed",
  strike(slack, random) {
    const passing = SINGLE.filter(({ needsPerson }) => needsPerson !== true);
    random.pick(passing)?.strike(slack, random);
  },
};
