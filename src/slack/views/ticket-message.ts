import type { KnownBlock, MessageMetadata } from "@slack/types";
import type { NoticeKind } from "../../app/ports/store.ts";
import { LIMITS } from "../limits.ts";
import { clampMrkdwn, type Mrkdwn, md, words } from "../mrkdwn.ts";
import { section } from "./blocks.ts";

/** A message of a ticket. Every app in the workspace can read `metadata`, so it holds ids only. */
export type TicketMessage = { text: string; blocks: KnownBlock[]; metadata: MessageMetadata };

export function ticketMetadata(ticket: string, kind: NoticeKind, notice: string): MessageMetadata {
  return { event_type: "waba_ticket", event_payload: { ticket, kind, notice } };
}

/** The notification and what a screen reader reads, from what the blocks say. */
export function spoken(text: Mrkdwn): string {
  return words(clampMrkdwn(text, LIMITS.message.text - 500));
}

/** A line in the ticket's thread. */
export function buildThreadNotice(notice: { ticket: string; id: string; says: Mrkdwn }): TicketMessage {
  const says = md`*${notice.ticket}* · ${notice.says}`;
  return { text: spoken(says), blocks: [section(says)], metadata: ticketMetadata(notice.ticket, "notice", notice.id) };
}
