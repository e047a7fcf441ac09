import type { Evidence } from "../domain/evidence.ts";
import { recognise } from "../domain/recognition/recognise.ts";
import type { UserId } from "../domain/ticket/ticket.ts";
import type { Instant } from "../domain/time.ts";
import type { ChangeAnswer, ChangeTicket } from "./change-ticket.ts";
import { answersOf, type Escalation } from "./escalate-number.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store, TicketRecord, TicketText } from "./ports/store.ts";

export type AddToTicket = (request: { ref: string; draftId: string; by: UserId }) => Promise<AddAnswer>;
export type AddAnswer = ChangeAnswer | { ok: false; record: undefined; refusal: { refused: "draft_gone" } };

type Needs = { store: Pick<Store, "drafts" | "tickets">; changeTicket: ChangeTicket; clock: Clock };

/** Adds a report, and the numbers that are in no other open ticket, to a ticket that is open already. */
export function createAddToTicket({ store, changeTicket, clock }: Needs): AddToTicket {
  return async ({ ref, draftId, by }) => {
    const draft = await store.drafts.load(draftId);
    if (draft === undefined) return { ok: false, record: undefined, refusal: { refused: "draft_gone" } };
    const escalation = draft.form as Escalation;
    const free = await freeNumbers(escalation.numbers, ref);
    const now = clock();
    const read = recognise(escalation.errors);
    return changeTicket({
      ref,
      command: (record) => {
        const lastFours = missing(free, record.text).map((number) => number.slice(-4));
        const evidence = [...read.evidence, ...newAnswers(escalation, record, now)];
        return [
          { do: "add_numbers", lastFours, by },
          { do: "add_evidence", evidence, by },
        ];
      },
      text: (text) => {
        const added = missing(free, text);
        const isKnown = text.errors.some((error) => error.text === read.redactedText);
        if (added.length === 0 && isKnown) return text;
        const errors = isKnown ? text.errors : [...text.errors, { text: read.redactedText, by, at: now }];
        return { ...text, numbers: [...text.numbers, ...added], errors };
      },
    });
  };

  /** A second report answers what nobody answered yet; where the two differ, the ticket's own answer stays. */
  function newAnswers(escalation: Escalation, record: TicketRecord, now: Instant): readonly Evidence[] {
    const known = new Set(record.evidence.map(({ kind }) => kind));
    return answersOf(escalation, now).filter(({ kind }) => !known.has(kind));
  }

  /** Those that are in no other open ticket. */
  async function freeNumbers(numbers: readonly string[], ref: string): Promise<string[]> {
    const free: string[] = [];
    for (const number of numbers) {
      const open = await store.tickets.findOpenByNumber(number);
      if (open === undefined || open.ticket.ref === ref) free.push(number);
    }
    return free;
  }
}

function missing(numbers: readonly string[], { numbers: known }: TicketText): readonly string[] {
  return numbers.filter((number) => !known.includes(number));
}
