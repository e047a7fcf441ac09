import type { Status, Ticket } from "./ticket.ts";

export const MOVES = [
  "take",
  "in_progress",
  "waiting_on_customer",
  "waiting_on_provider",
  "waiting_on_meta",
  "resolve",
  "reopen",
] as const;
export type Move = (typeof MOVES)[number];

const WAITING = {
  in_progress: "in_progress",
  waiting_on_customer: "waiting_on_customer",
  waiting_on_provider: "waiting_on_provider",
  waiting_on_meta: "waiting_on_meta",
  resolve: "resolved",
  reopen: null,
} as const;

/** Status × move; null is a move that is not offered and refused. The buttons of the card come from here too. */
export const TRANSITIONS = {
  open: { take: "in_progress", ...WAITING },
  in_progress: { take: "in_progress", ...WAITING },
  waiting_on_customer: { take: "waiting_on_customer", ...WAITING },
  waiting_on_provider: { take: "waiting_on_provider", ...WAITING },
  waiting_on_meta: { take: "waiting_on_meta", ...WAITING },
  resolved: {
    take: null,
    in_progress: null,
    waiting_on_customer: null,
    waiting_on_provider: null,
    waiting_on_meta: null,
    resolve: null,
    reopen: "in_progress",
  },
} as const satisfies Record<Status, Record<Move, Status | null>>;

/** The moves worth a button now: legal, and changing something. */
export function buttonsFor(ticket: Pick<Ticket, "status">): readonly Move[] {
  return MOVES.filter((move) => {
    const next = TRANSITIONS[ticket.status][move];
    return next !== null && (move === "take" || next !== ticket.status);
  });
}
