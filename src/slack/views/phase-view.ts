import type { ModalView } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import type { PathId, Playbooks } from "../../domain/playbooks/playbook.ts";
import { viewsOf } from "../../domain/ticket/step-view.ts";
import type { Instant } from "../../domain/time.ts";
import { LIMITS } from "../limits.ts";
import { md } from "../mrkdwn.ts";
import { context, section } from "./blocks.ts";
import { ticketIds } from "./metadata.ts";
import { modal } from "./modal.ts";
import { buildStepRow } from "./step-row.ts";

export const TICKET_PHASE = "ticket_phase";

/** All steps of one phase with their buttons, for whoever needs a row the checklist has folded away. */
export function buildPhaseView(
  record: TicketRecord,
  path: PathId,
  { playbooks, now }: { playbooks: Playbooks; now: Instant },
): ModalView {
  const { ticket, text } = record;
  const rows = viewsOf(ticket, path, playbooks, now);
  const row = { ticket: ticket.ref, reasons: text.reasons, howTo: 200 };
  const blocks = [
    section(md`*${playbooks[path]?.title ?? path}* · ${ticket.ref}`),
    ...rows.flatMap((view) => buildStepRow(view, row)),
  ];
  const last =
    rows.length === 0 ? md`Nothing applies here at the moment.` : md`As of now. Close and open it to refresh.`;
  return modal({
    id: TICKET_PHASE,
    title: `Steps of ${ticket.ref}`,
    metadata: ticketIds.encode({ ticket: ticket.ref }),
    blocks: [...blocks.slice(0, LIMITS.view.blocks - 1), context(last)],
  });
}
