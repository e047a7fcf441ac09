import type { Instant } from "../../domain/time.ts";
import type { NoticeKind } from "./store.ts";

/** A job nobody will try again. */
export type DeadJob = {
  id: string;
  name: string;
  failedAt: Instant;
  /** Of the last try, without secrets. */
  because: string;
  tries: number;
  /** Ids, never copies of what they stand for. */
  payload: unknown;
};

export type WaitingJob = {
  id: string;
  name: string;
  dueAt: Instant;
  tries: number;
  /** Why the last try failed, where there was one. */
  because: string | null;
};

/** A message that Slack refused for good, by Slack's own word. */
export type RefusedMessage = {
  id: string;
  kind: NoticeKind;
  ticket: string | null;
  channel: string;
  because: string;
  since: Instant;
};

/** What waits, and what will not go on unless somebody says so. Newest first, the waiting by when they are due. */
export type Backlog = {
  dead: readonly DeadJob[];
  waiting: readonly WaitingJob[];
  refused: readonly RefusedMessage[];
};

/** How many of each a list holds at most. */
export const MOST_LISTED = 200;

export type Which = "all" | readonly string[];

export type Retried = {
  jobs: readonly string[];
  messages: readonly string[];
  /** Could not be tried again, and why. */
  failed: readonly { id: string; because: string }[];
};
