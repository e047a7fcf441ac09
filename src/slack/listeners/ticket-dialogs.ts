import type { ViewSubmitAction } from "@slack/bolt";
import type { ChangeAnswer } from "../../app/change-ticket.ts";
import type { TicketRecord, TicketText } from "../../app/ports/store.ts";
import { enterCode } from "../../domain/ticket/answered-code.ts";
import type { Command } from "../../domain/ticket/command.ts";
import { STATUSES, type Status } from "../../domain/ticket/ticket.ts";
import { fieldWords, refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import { statusIds, ticketIds } from "../views/metadata.ts";
import { REASON } from "../views/step-modals.ts";
import {
  type buildWaitingModal,
  readAddNumbers,
  readReopen,
  readResolve,
  readWaiting,
} from "../views/ticket-modals.ts";
import { buildEndsModal } from "../views/update/ends.ts";
import { readUpdate, shownFacts } from "../views/update/form.ts";
import { UPDATE } from "../views/update/ids.ts";
import { onto } from "../views/update/merge.ts";
import { DIALOG_TOO_OLD, type ViewAnswer } from "./view-answer.ts";

type Waiting = Parameters<typeof buildWaitingModal>[1];

function answered(surface: Surface, answer: ChangeAnswer, block: string): ViewAnswer {
  return answer.ok ? {} : { errors: { [block]: fieldWords(refusalWords(answer.refusal, surface.playbooks)) } };
}

export async function submitUpdate(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = ticketIds.decode(view.private_metadata);
  const read = readUpdate(view.state.values, { now: surface.clock(), blocks: view.blocks });
  if (!read.ok) return { errors: read.errors };
  const block = firstField(view.blocks);
  if (ids === undefined) return { errors: { [block]: DIALOG_TOO_OLD } };
  const [by, at] = [user.id, surface.clock()];
  const { facts, code } = read;
  const shown = shownFacts(view.blocks, at);
  const hasText = Object.keys(read.text).length > 0;
  const answer = await surface.changeTicket({
    ref: ids.ticket,
    command: ({ ticket, evidence }) => [
      { do: "update_facts", facts: onto(ticket.facts, facts, shown), by },
      ...(code === undefined ? [] : enterCode(evidence, code, { by, at })),
    ],
    text: (text) => (hasText ? { ...text, ...read.text } : text),
  });
  if (!answer.ok) return answered(surface, answer, block);
  const more = buildEndsModal(ids.ticket, answer.record.ticket.facts, view.blocks);
  return more === undefined ? {} : { view: more };
}

/** A refusal stands under a field that this dialog has: the one that asks for ends has only those. */
function firstField(blocks: readonly { type: string; block_id?: string }[]): string {
  return blocks.find(({ type }) => type === "input")?.block_id ?? UPDATE.supportHome;
}

export async function submitResolve(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = ticketIds.decode(view.private_metadata);
  const read = readResolve(view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [REASON]: DIALOG_TOO_OLD } };
  const command: Command = { do: "resolve", outcome: read.outcome, hasReason: true, by: user.id };
  const answer = await surface.changeTicket({ ref: ids.ticket, command, text: withReason("resolve", read.reason) });
  return answered(surface, answer, REASON);
}

export async function submitReopen(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = ticketIds.decode(view.private_metadata);
  const read = readReopen(view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { [REASON]: DIALOG_TOO_OLD } };
  const command: Command = { do: "reopen", hasReason: true, by: user.id };
  const answer = await surface.changeTicket({ ref: ids.ticket, command, text: withReason("reopen", read.reason) });
  return answered(surface, answer, REASON);
}

function withReason(key: string, reason: string) {
  return (text: TicketText): TicketText => ({ ...text, reasons: { ...text.reasons, [key]: reason } });
}

export async function submitWaiting(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = statusIds.decode(view.private_metadata);
  const read = readWaiting(view.state.values);
  if (!read.ok) return { errors: read.errors };
  const status = STATUSES.find((known): known is Waiting => known === ids?.status && isWaiting(known));
  if (ids === undefined || status === undefined) return { errors: { case_number: DIALOG_TOO_OLD } };
  const key = status === "waiting_on_meta" ? "metaCase" : "providerCase";
  const { caseNumber } = read;
  // The number that stands on the ticket says that a case exists, which some gates ask for.
  const facts = key === "metaCase" ? { metaCase: "yes" as const } : { providerCase: "yes" as const };
  const commands: Command[] = [
    { do: "set_status", status, by: user.id },
    ...(caseNumber === null ? [] : [{ do: "update_facts", facts, by: user.id } as const]),
  ];
  const answer = await surface.changeTicket({
    ref: ids.ticket,
    command: commands,
    text: (text) => (caseNumber === null || text[key] === caseNumber ? text : { ...text, [key]: caseNumber }),
  });
  return answered(surface, answer, "case_number");
}

function isWaiting(status: Status): status is Waiting {
  return status === "waiting_on_provider" || status === "waiting_on_meta";
}

export async function submitNumbers(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const ids = ticketIds.decode(view.private_metadata);
  const read = readAddNumbers(view.state.values);
  if (!read.ok) return { errors: read.errors };
  if (ids === undefined) return { errors: { number: DIALOG_TOO_OLD } };
  for (const number of read.numbers) {
    const other = (await surface.store.tickets.findOpenByNumber(number))?.ticket.ref;
    if (other === undefined || other === ids.ticket) continue;
    return { errors: { number: `${number} is in ${other} already. Leave it out, or work on that ticket.` } };
  }
  const fresh = ({ text }: Pick<TicketRecord, "text">) => read.numbers.filter((one) => !text.numbers.includes(one));
  const answer = await surface.changeTicket({
    ref: ids.ticket,
    command: (record) => [
      { do: "add_numbers", lastFours: fresh(record).map((number) => number.slice(-4)), by: user.id },
    ],
    text: (text) => (fresh({ text }).length === 0 ? text : { ...text, numbers: [...text.numbers, ...fresh({ text })] }),
  });
  return answered(surface, answer, "number");
}
