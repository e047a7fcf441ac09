import { refusalWords } from "./refusal-words.ts";
import type { Surface } from "./surface.ts";
import type { BuiltMessage } from "./views/blocks.ts";
import { buildTicketCard } from "./views/ticket-card.ts";

/** One ticket as its card, privately, for `/waba tickets WL-42`. */
export async function ticketMessage(
  { store, playbooks, clock }: Pick<Surface, "store" | "playbooks" | "clock">,
  ref: string,
): Promise<BuiltMessage | { text: string }> {
  const record = await store.tickets.load({ ref });
  if (record === undefined) return { text: refusalWords({ refused: "no_such_ticket", ref }, playbooks).mrkdwn };
  const { text, blocks } = buildTicketCard(record, { now: clock(), noticeId: record.ticket.id, playbooks });
  return { text, blocks };
}
