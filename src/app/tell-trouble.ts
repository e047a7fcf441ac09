import type { Notice, Store } from "./ports/store.ts";

type Needs = { store: Pick<Store, "tickets" | "notices"> };

export type TellTrouble = {
  /** Slack refuses a message of a ticket for good: who has the ticket learns why, once. */
  refused(notice: Notice, because: string): Promise<void>;
  /** It is shown again, and so is everything else of the ticket. */
  shownAgain(notice: Notice): Promise<void>;
};

/** A message that cannot be shown where it belongs is told where its owner reads: one direct message for each ticket. */
export function createTellTrouble({ store }: Needs): TellTrouble {
  const { notices } = store;

  async function tell(ticketId: string, because: string | null): Promise<void> {
    const record = await store.tickets.load({ id: ticketId });
    if (record === undefined) return;
    const { assignee, requester } = record.ticket;
    await notices.replace({
      id: idOf(ticketId),
      ticketId,
      kind: "trouble",
      channel: assignee ?? requester,
      parentId: null,
      threadTs: null,
      body: { because },
      wantedRevision: 1,
    });
  }

  return {
    async refused({ ticketId, kind }, because) {
      if (ticketId === null || kind === "trouble") return;
      const told = await notices.load(idOf(ticketId));
      if (told?.body?.because !== because) await tell(ticketId, because);
    },

    async shownAgain({ ticketId, kind }) {
      if (ticketId === null || kind === "trouble") return;
      const told = await notices.load(idOf(ticketId));
      if (told === undefined || told.body?.because === null) return;
      const all = await notices.forTicket(ticketId);
      if (all.every((one) => one.state !== "refused" || one.kind === "trouble")) await tell(ticketId, null);
    },
  };
}

function idOf(ticketId: string): string {
  return `trouble:${ticketId}`;
}
