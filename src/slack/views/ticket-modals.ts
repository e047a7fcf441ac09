import type { ModalView } from "@slack/types";
import type { SecretKind } from "../../domain/redaction.ts";
import { OUTCOMES, type Outcome, type Status } from "../../domain/ticket/ticket.ts";
import { md } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { choices } from "./choices.ts";
import { caseField, numbersField } from "./escalation/fields.ts";
import { choiceOf, type FormValues, selectInput, textInput, textOf } from "./inputs.ts";
import { statusIds, ticketIds } from "./metadata.ts";
import { modal } from "./modal.ts";
import { readReason, reasonInput } from "./step-modals.ts";
import { OUTCOME_WORDS, STATUS_WORDS } from "./ticket-words.ts";

export const TICKET_RESOLVE = "ticket_resolve";
export const TICKET_REOPEN = "ticket_reopen";
export const TICKET_WAITING = "ticket_waiting";
export const TICKET_NUMBERS = "ticket_numbers";
const OUTCOME = "outcome";
const CASE_NUMBER = "case_number";
const NUMBER = "number";

type Errors = { ok: false; errors: Record<string, string> };

/** `proved` is false while no real incoming message and delivered reply are recorded after the fix. */
export function buildResolveModal(ref: string, { proved }: { proved: boolean }): ModalView {
  const says = proved
    ? md`A message came in and a reply was delivered after the fix. *Recovered* is open.`
    : md`*Recovered* needs a real incoming message and a delivered reply after the fix. “Connected” is not enough. Any other outcome needs only its reason.`;
  return modal({
    id: TICKET_RESOLVE,
    title: `Resolve ${ref}`,
    submit: "Resolve",
    metadata: ticketIds.encode({ ticket: ref }),
    blocks: [
      section(says),
      selectInput(
        { id: OUTCOME, label: "Outcome" },
        choices(OUTCOMES, OUTCOME_WORDS),
        proved ? "recovered" : undefined,
      ),
      reasonInput("What ended it?", "One or two sentences: what helped, or why it ends here."),
    ],
  });
}

export type ResolveRead = { ok: true; outcome: Outcome; reason: string; secrets: readonly SecretKind[] } | Errors;

export function readResolve(values: FormValues): ResolveRead {
  const outcome = choiceOf(values, OUTCOME, OUTCOMES);
  const read = readReason(values);
  if (outcome !== undefined && read.ok) return { ...read, outcome };
  return {
    ok: false,
    errors: {
      ...(outcome === undefined ? { [OUTCOME]: "Choose how it ended." } : {}),
      ...(read.ok ? {} : read.errors),
    },
  };
}

export function buildReopenModal(ref: string): ModalView {
  return modal({
    id: TICKET_REOPEN,
    title: `Reopen ${ref}`,
    submit: "Reopen",
    metadata: ticketIds.encode({ ticket: ref }),
    blocks: [reasonInput("What came back?", "For example: sends fail again with 131031 since this morning.")],
  });
}

export const readReopen = readReason;

/** Asked when a ticket starts waiting on the provider or on Meta. "Not yet" is an empty field. */
export function buildWaitingModal(
  ref: string,
  status: Extract<Status, "waiting_on_provider" | "waiting_on_meta">,
  current: string | null,
): ModalView {
  return modal({
    id: TICKET_WAITING,
    title: "Waiting",
    submit: "Save",
    metadata: statusIds.encode({ ticket: ref, status }),
    blocks: [
      section(md`*${ref}* · ${STATUS_WORDS[status]}`),
      textInput(
        { id: CASE_NUMBER, label: "Their case number", hint: "Leave it empty if there is none yet.", optional: true },
        { initial: current ?? "", max: 100 },
      ),
    ],
  });
}

export type WaitingRead = { ok: true; caseNumber: string | null } | Errors;

export function readWaiting(values: FormValues): WaitingRead {
  const checked = caseField(textOf(values, CASE_NUMBER));
  return checked.ok ? { ok: true, caseNumber: checked.value } : { ok: false, errors: { [CASE_NUMBER]: checked.error } };
}

export function buildAddNumbersModal(ref: string): ModalView {
  return modal({
    id: TICKET_NUMBERS,
    title: `Add to ${ref}`,
    submit: "Add",
    metadata: ticketIds.encode({ ticket: ref }),
    blocks: [
      section(md`Other numbers of the same account belong on this ticket: one case, one appeal.`),
      textInput(
        { id: NUMBER, label: "Number(s), one per line", hint: "With the country code." },
        { multiline: true, placeholder: "+1 202 555 0123" },
      ),
    ],
  });
}

export type NumbersRead = { ok: true; numbers: readonly string[] } | Errors;

export function readAddNumbers(values: FormValues): NumbersRead {
  const checked = numbersField(textOf(values, NUMBER));
  return checked.ok ? { ok: true, numbers: checked.value } : { ok: false, errors: { [NUMBER]: checked.error } };
}
