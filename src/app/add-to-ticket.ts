import type { Evidence } from "../domain/evidence.ts";
import { recognise } from "../domain/recognition/recognise.ts";
import type { UserId } from "../domain/ticket/ticket.ts";
import type { Instant } from "../domain/time.ts";
import type { ChangeAnswer, ChangeTicket } from "./change-ticket.ts";
import { answersOf, type Escalation } from "./escalate-number.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store, TicketRecord } from "./ports/store.ts";

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
      command: { do: "add_evidence", evidence: [...read.evidence, ...newAnswers(escalation, record, now)], by },
      text: (text) =>
        text.errors.some((error) => error.text === read.redactedText)
          ? text
          : { ...text, errors: [...text.errors, { text: read.redactedText, by, at: now }] },
    });
  };

  /** A second report answers what nobody answered yet; where the two differ, the ticket's own answer stays. */
  function newAnswers(escalation: Escalation, record: TicketRecord | undefined, now: Instant): readonly Evidence[] {
    const known = new Set(record?.evidence.map(({ kind }) => kind));
    return answersOf(escalation, now).filter(({ kind }) => !known.has(kind));
  }

  async function freeNumbers(numbers: readonly string[], own: readonly string[]): Promise<string[]> {
    const free: string[] = [];
    for (const number of numbers) {
      if (!own.includes(number) && (await store.tickets.findOpenByNumber(number)) === undefined) free.push(number);
    }
    return free;
  }
}
