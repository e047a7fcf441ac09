import type { Ticket } from "../../domain/ticket/ticket.ts";
import { DAY, msBetween } from "../../domain/time.ts";
import { join, type Mrkdwn, md, person, when } from "../mrkdwn.ts";
import { type BuiltMessage, context, section } from "./blocks.ts";
import { spoken, type TicketMessage, ticketMetadata } from "./ticket-message.ts";
import { OUTCOME_WORDS, STATUS_MARKS, STATUS_WORDS } from "./ticket-words.ts";

const AGAIN = md`Nothing can be done on it any more. If the problem is back, escalate it again: \`/waba escalate\`.`;

/** What is left of a ticket's card: how it ended, and that the rest was removed. Nothing to press. */
export function buildErasedCard(ticket: Ticket, noticeId: string): TicketMessage {
  const { ref, status, outcome, requester, createdAt, statusSince } = ticket;
  const ended = outcome === null ? undefined : md`. ${OUTCOME_WORDS[outcome]}`;
  const standing = md`${STATUS_MARKS[status]} *${STATUS_WORDS[status]}*${ended} since ${when(statusSince)}`;
  return {
    text: spoken(join([md`*${ref}*`, standing, removed(ticket)], " · ")),
    blocks: [
      section(join([md`*${ref}* · personal data removed`, standing])),
      section(join([removed(ticket), AGAIN], " ")),
      context(md`Filed by ${person(requester)}, ${when(createdAt)}`),
    ],
    metadata: ticketMetadata(ref, "card", noticeId),
  };
}

export function buildErasedChecklist(
  ticket: Ticket,
  phases: readonly { done: number; total: number }[],
  noticeId: string,
): TicketMessage {
  const done = phases.reduce((sum, phase) => sum + phase.done, 0);
  const total = phases.reduce((sum, phase) => sum + phase.total, 0);
  const says = join([md`*Checklist of ${ticket.ref}* · ${done} of ${total} steps done`, removed(ticket)]);
  return {
    text: spoken(says),
    blocks: [section(says)],
    metadata: ticketMetadata(ticket.ref, "checklist", noticeId),
  };
}

/** In the place of a line in the thread. */
export function erasedLine(ticket: Ticket): Mrkdwn {
  return md`This line was removed${after(ticket)}.`;
}

/** In the place of a diagnosis that somebody asked for with a mention. */
export function buildErasedAnswer(): BuiltMessage {
  const says = md`The data of this diagnosis were removed after some time. Paste the error again, or run \`/waba status\` with the number.`;
  return { text: spoken(says), blocks: [section(says)] };
}

function removed(ticket: Ticket): Mrkdwn {
  return md`Its personal data were removed${after(ticket)}.`;
}

function after({ resolvedAt, erasedAt }: Ticket): string {
  if (resolvedAt === null || erasedAt === null) return "";
  const days = Math.floor(msBetween(resolvedAt, erasedAt) / DAY);
  return ` ${days} ${days === 1 ? "day" : "days"} after it was resolved`;
}
