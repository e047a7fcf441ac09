import type { Overflow } from "@slack/types";
import type { Ticket } from "../../domain/ticket/ticket.ts";
import { buttonsFor, type Move } from "../../domain/ticket/transitions.ts";
import { overflow } from "./blocks.ts";

/** What a button of the card wants, and on which ticket. */
export function ticketValue(ticket: string, what: string): string {
  return JSON.stringify({ ticket, do: what });
}

const MOVE_WORDS: Record<Move, string> = {
  take: "Claim",
  in_progress: "Back to us",
  waiting_on_customer: "Waiting on the customer",
  waiting_on_provider: "Waiting on the provider…",
  waiting_on_meta: "Waiting on Meta…",
  resolve: "Resolve…",
  reopen: "Reopen…",
};

/** The moves that are legal now, from the same table that refuses the others; at most five fit. */
export function cardMenu(ticket: Ticket): Overflow {
  const moves = buttonsFor(ticket).filter((move) => move !== "take" && !(move === "in_progress" && isUntaken(ticket)));
  return overflow("ticket:more", [
    ...moves.map((move) => ({ text: MOVE_WORDS[move], value: ticketValue(ticket.ref, move) })),
    ...(ticket.status === "resolved"
      ? [{ text: "Show all errors", value: ticketValue(ticket.ref, "errors") }]
      : [{ text: "Add a number…", value: ticketValue(ticket.ref, "add_numbers") }]),
  ]);
}

/** *Claim* is the way from open into progress; a second one would only push another move out. */
function isUntaken({ status }: Ticket): boolean {
  return status === "open";
}
