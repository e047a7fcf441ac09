import type { UnreadReason } from "../../domain/evidence.ts";

/** What Slack brings, by how it has to be answered. */
export const DELIVERY_KINDS = ["command", "action", "view", "event", "shortcut", "options", "other"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** `cached` is an answer of the last minute; otherwise why a part of the number could not be read. */
export type ProbeResult = "read" | "cached" | UnreadReason;

/**
 * What the bot counts of its own work. Labels come from short fixed lists: never a name, a number, a text or an id.
 */
export interface Metrics {
  /** From receipt to ack. */
  acked(kind: DeliveryKind, ms: number): void;
  /** The listeners ended and Slack got no ack. */
  notAcked(kind: DeliveryKind): void;
  /** Slack answered a Web API method with 429. */
  rateLimited(method: string): void;
  /** From the moment a notice was wanted until Slack showed it. */
  published(lagMs: number): void;
  probed(provider: string, result: ProbeResult): void;
}

/** How much the database says is waiting, or was done; the same for every process on it. */
export type Readings = {
  /** Behind what is wanted, by state. */
  notices: Readonly<Record<string, number>>;
  oldestWaitSeconds: number;
  /** Of tickets that are not resolved. */
  noticesRefused: number;
  /** Events whose listeners have not ended. */
  unfinished: number;
  ticketsOpen: Readonly<Record<string, number>>;
  /** Tickets that ended with the number sending again, by how long it took. */
  sendAgain: Readonly<Record<"first_seen" | "filed", Durations>>;
  jobs: Readonly<Record<string, JobCounts>>;
};

export type JobCounts = { due: number; scheduled: number; dead: number };

/** How many took at most so long; the last bound is endless. */
export type Durations = { upTo: readonly { seconds: number; count: number }[]; count: number; sumSeconds: number };
