import { findStep } from "../domain/playbooks/catalogue.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Ids } from "./ports/clock.ts";
import type { JobPayloads, Store } from "./ports/store.ts";

type Needs = { store: Pick<Store, "transact" | "tickets" | "notices">; playbooks: Playbooks; ids: Ids };

/** A step's timer is due: one line in the ticket's thread, unless the step was taken back or the ticket is resolved. */
export function createRemindStep({ store, playbooks, ids }: Needs) {
  return async ({ ticketId, step }: JobPayloads["step_due"]): Promise<void> => {
    const record = await store.tickets.load({ id: ticketId });
    const timer = findStep(playbooks, step)?.timer;
    const row = record?.ticket.steps.find(({ id }) => id === step);
    if (record === undefined || timer === undefined || row?.state !== "claimed") return;
    if (record.ticket.status === "resolved") return;
    const card = (await store.notices.forTicket(ticketId)).find(({ kind }) => kind === "card");
    if (card === undefined) return;
    await store.transact((tx) =>
      tx.notices.add([
        {
          id: ids(),
          ticketId,
          kind: "notice",
          channel: card.channel,
          parentId: card.id,
          body: { says: timer.says },
          wantedRevision: 1,
        },
      ]),
    );
  };
}
