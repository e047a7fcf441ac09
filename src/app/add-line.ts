import type { Stores } from "./ports/store.ts";

/** One line in a ticket's thread; the same id twice is one line. A ticket without a card has no thread yet. */
export async function addLine(
  { notices }: Pick<Stores, "notices">,
  ticketId: string,
  { id, says }: { id: string; says: string },
): Promise<void> {
  const card = (await notices.forTicket(ticketId)).find(({ kind }) => kind === "card");
  if (card === undefined) return;
  await notices.add([
    {
      id,
      ticketId,
      kind: "notice",
      channel: card.channel,
      parentId: card.id,
      threadTs: null,
      body: { says },
      wantedRevision: 1,
    },
  ]);
}
