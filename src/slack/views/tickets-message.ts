import type { TicketRecord } from "../../app/ports/store.ts";
import { headline } from "../../domain/diagnosis/verdict-words.ts";
import type { Instant } from "../../domain/time.ts";
import { clamp, join, link, type Mrkdwn, md, person } from "../mrkdwn.ts";
import { age } from "./age.ts";
import { type BuiltMessage, section } from "./blocks.ts";
import { fullestThatFits } from "./budget.ts";
import { spoken } from "./ticket-message.ts";
import { STATUS_MARKS, STATUS_WORDS } from "./ticket-words.ts";

type Which = "mine" | "open" | "all";
type Options = { which: Which; now: Instant; urlOf?: (ref: string) => string | undefined };

const TITLES: Record<Which, string> = { mine: "Your tickets", open: "Open tickets", all: "Tickets" };
const NONE: Record<Which, string> = {
  mine: "You have no open ticket. `/waba tickets` lists everybody's.",
  open: "No ticket is open.",
  all: "There is no ticket yet. `/waba escalate` files one.",
};

/** `/waba tickets`: one short entry per ticket, who has the ball first. */
export function buildTicketsMessage(records: readonly TicketRecord[], options: Options): BuiltMessage {
  const { which } = options;
  if (records.length === 0) return { text: NONE[which], blocks: [section({ mrkdwn: NONE[which] })] };
  const lines = records.map((record) => line(record, options));
  const title = md`*${TITLES[which]}* (${records.length})`;
  return {
    text: spoken(join([title, ...records.map(short)], ". ")),
    blocks: fullestThatFits([
      () => [section(title), ...lines.map((one) => section(one))],
      () => [section(title), ...records.map((record) => section(short(record)))],
    ]),
  };
}

function line(record: TicketRecord, { now, urlOf }: Options): Mrkdwn {
  const { ticket, text, diagnosis } = record;
  const url = urlOf?.(ticket.ref);
  const ref = url === undefined ? md`${ticket.ref}` : link(url, ticket.ref);
  const numbers = text.numbers.slice(0, 2).join(", ") + (text.numbers.length > 2 ? ` +${text.numbers.length - 2}` : "");
  const who = ticket.assignee === null ? md`nobody has taken it` : md`taken by ${person(ticket.assignee)}`;
  const about =
    ticket.erasedAt === null
      ? md`${numbers || "number erased"} · ${clamp(headline(diagnosis), 120)}`
      : md`personal data removed`;
  return join([
    md`*${ref}* · ${about}`,
    md`${STATUS_MARKS[ticket.status]} ${STATUS_WORDS[ticket.status]}, ${age(ticket.statusSince, now)} · ${who}`,
  ]);
}

function short({ ticket }: TicketRecord): Mrkdwn {
  return md`${ticket.ref}: ${STATUS_WORDS[ticket.status]}`;
}
