import { diagnose } from "../domain/diagnosis/diagnose.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Command, Refusal, TicketEvent } from "../domain/ticket/command.ts";
import { decideAll } from "../domain/ticket/decide-all.ts";
import { evidenceAfter } from "../domain/ticket/evidence-after.ts";
import { applyEvents } from "../domain/ticket/evolve.ts";
import type { Ticket } from "../domain/ticket/ticket.ts";
import type { Instant } from "../domain/time.ts";
import { addLine } from "./add-line.ts";
import { StoreConflictError } from "./errors.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store, Stores, TicketRecord, TicketText } from "./ports/store.ts";
import { startTimers } from "./start-timers.ts";
import { startVerifications } from "./start-verifications.ts";

type Needs = { store: Pick<Store, "transact">; playbooks: Playbooks; clock: Clock };

export type ChangeRequest = {
  ref: string;
  /** Several are one: all of them or none. As a function, made from the ticket as it is inside the transaction. */
  command: Command | readonly Command[] | ((record: TicketRecord) => readonly Command[]);
  /**
   * Personal text that comes with the command: a reason, a case number. The same object means no change. Without events
   * the ticket is as the command wants it already.
   */
  text?: (text: TicketText, events: readonly TicketEvent[]) => TicketText;
  /** A line for the thread, said only when something changed; the same id twice is one line. */
  line?: { id: string; says: string };
};

export type ChangeAnswer =
  | { ok: true; record: TicketRecord; changed: boolean }
  | { ok: false; record: TicketRecord; refusal: Refusal }
  | { ok: false; record: undefined; refusal: { refused: "no_such_ticket"; ref: string } | { refused: "number_taken" } };

export type ChangeTicket = (request: ChangeRequest) => Promise<ChangeAnswer>;

/** One transaction: the state, its audit events, the notices to bring up to date and the timers. */
export function createChangeTicket({ store, playbooks, clock }: Needs): ChangeTicket {
  return async (request) => {
    try {
      return await store.transact((tx) => change(tx, request));
    } catch (error) {
      // Only the database knows it for certain, and by then the whole transaction is undone.
      if (!isNumberTaken(error)) throw error;
      return { ok: false, record: undefined, refusal: { refused: "number_taken" } };
    }
  };

  async function change(tx: Stores, { ref, command, text, line }: ChangeRequest): Promise<ChangeAnswer> {
    const record = await tx.tickets.load({ ref }, { lock: true });
    if (record === undefined) return { ok: false, record, refusal: { refused: "no_such_ticket", ref } };
    const now = clock();
    const commands = commandsFor(command, record);
    const decision = decideAll(record.ticket, commands, now, playbooks);
    if (!decision.ok) return { ok: false, record, refusal: decision };
    const nextText = text === undefined ? record.text : text(record.text, decision.events);
    if (decision.events.length === 0 && nextText === record.text) return { ok: true, record, changed: false };
    const ticket = { ...applyEvents(record.ticket, decision.events, playbooks), revision: record.ticket.revision + 1 };
    const saved = { ...record, ticket, text: nextText, ...rediagnosed(record, ticket, commands, now) };
    await tx.tickets.save(saved, decision.events);
    await tx.notices.want(ticket.id, ticket.revision);
    if (line !== undefined) await addLine(tx, ticket.id, line);
    await startTimers(tx.jobs, { before: record.ticket, after: ticket, now, playbooks });
    await startVerifications(tx.jobs, { before: record.ticket, after: ticket, playbooks });
    return { ok: true, record: saved, changed: true };
  }

  /** What is new changes what the card says about the lock, not only which steps are open. */
  function rediagnosed(record: TicketRecord, { facts }: Ticket, commands: readonly Command[], now: Instant) {
    const before = record.ticket.facts;
    const evidence = evidenceAfter(record.evidence, { commands, before, after: facts, now, playbooks });
    if (evidence === record.evidence) return {};
    return { evidence, diagnosis: diagnose({ evidence, now, provider: before.provider }) };
  }
}

function isNumberTaken(error: unknown): boolean {
  return error instanceof StoreConflictError && error.details.because === "number_in_open_ticket";
}

function commandsFor(command: ChangeRequest["command"], record: TicketRecord): readonly Command[] {
  if (typeof command === "function") return command(record);
  return isOne(command) ? [command] : command;
}

function isOne(command: Command | readonly Command[]): command is Command {
  return !Array.isArray(command);
}
