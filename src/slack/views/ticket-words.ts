import type { Outcome, Status } from "../../domain/ticket/ticket.ts";

/** Who has the ball, in words. */
export const STATUS_WORDS: Record<Status, string> = {
  open: "Open",
  in_progress: "In progress, with us",
  waiting_on_customer: "Waiting on the customer",
  waiting_on_provider: "Waiting on the provider",
  waiting_on_meta: "Waiting on Meta",
  resolved: "Resolved",
};

/** Beside the words, never instead of them. */
export const STATUS_MARKS: Record<Status, string> = {
  open: "🔴",
  in_progress: "🟡",
  waiting_on_customer: "🟠",
  waiting_on_provider: "🟠",
  waiting_on_meta: "🟠",
  resolved: "🟢",
};

export const OUTCOME_WORDS: Record<Outcome, string> = {
  recovered: "Recovered: it receives and sends again",
  not_a_lock: "It was not a lock",
  not_recoverable: "Not recoverable",
  handed_over: "Handed over",
  duplicate: "Duplicate of another ticket",
};
