import type { KnownBlock, ModalView } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import { LIMITS } from "../limits.ts";
import { codeBlock, md, person, when } from "../mrkdwn.ts";
import { context, section } from "./blocks.ts";
import { modal } from "./modal.ts";

export const TICKET_ERRORS = "ticket_errors";
/** Escaping makes `&` five characters of one, so this many always fit into a section. */
const PIECE = 580;
const PIECES = 40;

/** Every pasted error in full, newest first. Secrets were taken out before they were stored. */
export function buildErrorsView({ ticket, text }: TicketRecord): ModalView {
  const blocks = text.errors
    .toReversed()
    .flatMap((error): KnownBlock[] => [
      context(md`${person(error.by)} · ${when(error.at)}`),
      ...pieces(error.text).map((piece) => section(codeBlock(piece))),
    ]);
  const fitting = blocks.slice(0, LIMITS.view.blocks - 2);
  const isCut = fitting.length < blocks.length;
  return modal({
    id: TICKET_ERRORS,
    title: `Errors of ${ticket.ref}`,
    blocks: [
      ...(blocks.length === 0 ? [section(md`No error text is kept on this ticket.`)] : fitting),
      ...(isCut ? [context(md`Older errors do not fit here.`)] : []),
    ],
  });
}

/** Pieces that each fit into a block, cut at the end of a line where there is one. */
export function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (let rest = text; rest !== "" && found.length < PIECES; ) {
    const whole = rest.length > PIECE ? rest.slice(0, PIECE) : rest;
    const line = rest.length > PIECE ? whole.lastIndexOf("\n") : -1;
    const cut = line > PIECE / 2 ? whole.slice(0, line) : whole.replace(/[\ud800-\udbff]$/, "");
    found.push(cut);
    rest = rest.slice(cut.length).replace(/^\n/, "");
  }
  return found;
}
