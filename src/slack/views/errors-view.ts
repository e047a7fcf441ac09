import type { KnownBlock, ModalView } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import { LIMITS } from "../limits.ts";
import { codeBlock, md, person, when } from "../mrkdwn.ts";
import { context, section } from "./blocks.ts";
import { modal } from "./modal.ts";

export const TICKET_ERRORS = "ticket_errors";
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

/** Pieces that each fit into a block once they are escaped, cut at the end of a line where there is one. */
export function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (let rest = text; rest !== "" && found.length < PIECES; ) {
    const piece = firstPiece(rest);
    found.push(piece);
    rest = rest.slice(piece.length).replace(/^\n/, "");
  }
  return found;
}

function firstPiece(text: string): string {
  let size = Math.min(text.length, LIMITS.section.text);
  // Escaping makes `&` five characters of one, so how much fits depends on the text.
  while (codeBlock(text.slice(0, size)).mrkdwn.length > LIMITS.section.text) size = Math.floor(size * 0.8);
  if (size === text.length) return text;
  const line = text.slice(0, size).lastIndexOf("\n");
  return line > size / 2 ? text.slice(0, line) : text.slice(0, size).replace(/[\ud800-\udbff]$/, "");
}
