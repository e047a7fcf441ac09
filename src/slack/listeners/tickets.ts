import type { ChangeAnswer } from "../../app/change-ticket.ts";
import { PROOF } from "../../domain/ticket/decide.ts";
import { isDone, rowOf } from "../../domain/ticket/gates.ts";
import { refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import { buildErrorsView } from "../views/errors-view.ts";
import { buildProviderRequest } from "../views/provider-request.ts";
import {
  buildAddNumbersModal,
  buildReopenModal,
  buildResolveModal,
  buildWaitingModal,
} from "../views/ticket-modals.ts";
import { buildUpdateModal } from "../views/update/modal.ts";
import { type Press, ticketOf } from "./press.ts";

/** Buttons and overflow of the card: what is pressed and on which ticket. */
export async function pressTicket(surface: Surface, press: Press): Promise<void> {
  const { ticket: ref, do: what } = (press.json ?? {}) as { ticket?: string; do?: string };
  const record = await ticketOf(surface, press, ref);
  if (record === undefined) return;
  const { ticket, text } = record;
  switch (what) {
    case "take":
      return tellRefusal(
        surface,
        press,
        await surface.changeTicket({ ref: ticket.ref, command: { do: "take", by: press.by } }),
      );
    case "update":
      return press.open(buildUpdateModal(ticket.ref, { ...record, facts: ticket.facts }));
    case "provider_request": {
      const apiKey = await surface.store.tickets.revealApiKey(ticket.id, press.by, surface.clock());
      return press.open(buildProviderRequest(record, apiKey, { playbooks: surface.playbooks, now: surface.clock() }));
    }
    case "resolve": {
      const proved = PROOF.every((id) => isDone(rowOf(ticket, id), undefined));
      return press.open(buildResolveModal(ticket.ref, { proved }));
    }
    case "reopen":
      return press.open(buildReopenModal(ticket.ref));
    case "errors":
      return press.open(buildErrorsView(record));
    case "add_numbers":
      return press.open(buildAddNumbersModal(ticket.ref));
    case "waiting_on_provider":
    case "waiting_on_meta": {
      const current = what === "waiting_on_meta" ? text.metaCase : text.providerCase;
      return press.open(buildWaitingModal(ticket.ref, what, current));
    }
    case "in_progress":
    case "waiting_on_customer": {
      const command = { do: "set_status", status: what, by: press.by } as const;
      return tellRefusal(surface, press, await surface.changeTicket({ ref: ticket.ref, command }));
    }
    default:
      return press.tell("This button is from an older version. Use the current card.");
  }
}

async function tellRefusal(surface: Surface, press: Press, answer: ChangeAnswer): Promise<void> {
  if (!answer.ok) return press.tell(refusalWords(answer.refusal, surface.playbooks));
  if (!answer.changed) await press.tell("Nothing changed: that is how it stands already.");
}
