import { recognise } from "../domain/recognition/recognise.ts";
import type { UserId } from "../domain/ticket/ticket.ts";
import type { ChangeAnswer, ChangeTicket } from "./change-ticket.ts";
import type { Escalation } from "./escalate-number.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store } from "./ports/store.ts";

export type AddToTicket = (request: { ref: string; draftId: string; by: UserId }) => Promise<AddAnswer>;
export type AddAnswer = ChangeAnswer | { ok: false; record: undefined; refusal: { refused: "draft_gone" } };

type Needs = { store: Pick<Store, "drafts" | "tickets">; changeTicket: ChangeTicket; clock: Clock };

/** Adds a report, and the numbers that are in no other open ticket, to a ticket that is open already. */
export function createAddToTicket({ store, changeTicket, clock }: Needs): AddToTicket {
  return async ({ ref, draftId, by }) => {
    const draft = await store.drafts.load(draftId);
    if (draft === undefined) return { ok: false, record: undefined, refusal: { refused: "draft_gone" } };
    const escalation = draft.form as Escalation;
    const record = await store.tickets.load({ ref });
    const free = await freeNumbers(escalation.numbers, record?.text.numbers ?? []);
    const now = clock();
    const read = recognise(escalation.errors);
    if (free.length > 0) {
      const lastFours = free.map((number) => number.slice(-4));
      const added = await changeTicket({
        ref,
        command: { do: "add_numbers", lastFours, by },
        text: (text) => ({ ...text, numbers: [...text.numbers, ...free] }),
      });
      if (!added.ok) return added;
    }
    return changeTicket({
      ref,
      command: { do: "add_evidence", evidence: read.evidence, by },
      text: (text) =>
        text.errors.some((error) => error.text === read.redactedText)
          ? text
          : { ...text, errors: [...text.errors, { text: read.redactedText, by, at: now }] },
    });
  };

  async function freeNumbers(numbers: readonly string[], own: readonly string[]): Promise<string[]> {
    const free: string[] = [];
    for (const number of numbers) {
      if (!own.includes(number) && (await store.tickets.findOpenByNumber(number)) === undefined) free.push(number);
    }
    return free;
  }
}
