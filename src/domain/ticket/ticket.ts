import type { PathId } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { TicketFacts } from "./facts.ts";

/** Slack user id of a member of the workspace. */
export type UserId = string;

export const STATUSES = [
  "open",
  "in_progress",
  "waiting_on_customer",
  "waiting_on_provider",
  "waiting_on_meta",
  "resolved",
] as const;
export type Status = (typeof STATUSES)[number];

/** A case with more numbers is several cases. */
export const MOST_NUMBERS = 50;

export const OUTCOMES = ["recovered", "not_a_lock", "not_recoverable", "handed_over", "duplicate"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `blocked` is not stored: it follows from the gates. */
export type StepState = "todo" | "released" | "claimed" | "verified" | "disputed" | "skipped";

export type ChecklistStep = {
  id: string;
  path: PathId;
  state: StepState;
  /** Rises with every change of this row; a press carries the one it saw. */
  version: number;
  by: UserId | null;
  /** The second named person, where a step needs two. */
  second: UserId | null;
  at: Instant | null;
  releasedBy: UserId | null;
  releasedAt: Instant | null;
};

export type Ticket = {
  id: string;
  /** `WL-42`, unique in the team. */
  ref: string;
  status: Status;
  outcome: Outcome | null;
  facts: TicketFacts;
  paths: readonly PathId[];
  steps: readonly ChecklistStep[];
  requester: UserId;
  assignee: UserId | null;
  /** Who has the ball since when. */
  statusSince: Instant;
  createdAt: Instant;
  resolvedAt: Instant | null;
  /** When retention erased its personal data; what is left is history, and nothing more is done with it. */
  erasedAt: Instant | null;
  /** Rises with every change of anything on the ticket: what projections are compared by. */
  revision: number;
  /** Last four digits of each number, for the release dialog. */
  lastFours: readonly string[];
  /** Numbers of failed registrations with the same answer since the ticket was opened. */
  failedRegistrations: number;
};
