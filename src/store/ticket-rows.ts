import type { Insertable, Selectable } from "kysely";
import type { NewTicket, TicketRecord, TicketText } from "../app/ports/store.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { ChecklistStep } from "../domain/ticket/ticket.ts";
import { toJson } from "./json.ts";
import type { Schema } from "./schema.ts";

export type TicketRow = Selectable<Schema["tickets"]>;
export type StepRow = Selectable<Schema["ticket_steps"]>;
export type TextRow = Pick<Selectable<Schema["personal_texts"]>, "owner_id" | "body" | "api_key_last_four">;

type TextBody = TicketText & { evidence: readonly Evidence[] };

/** What is left of a ticket's words after retention erased them. */
const ERASED: TextBody = {
  numbers: [],
  errors: [],
  accountReference: null,
  wabaId: null,
  phoneNumberId: null,
  customer: null,
  metaAdmin: null,
  providerCase: null,
  metaCase: null,
  reasons: {},
  evidence: [],
};

export function toRecord(row: TicketRow, steps: readonly StepRow[], stored: TextRow | undefined): TicketRecord {
  const { evidence, ...text } = { ...ERASED, ...(stored?.body as Partial<TextBody> | undefined) };
  return {
    ticket: {
      id: row.id,
      ref: refOf(row.ref_number),
      status: row.status,
      outcome: row.outcome,
      facts: row.facts,
      paths: row.paths,
      steps: steps.map(toStep),
      requester: row.requester,
      assignee: row.assignee,
      statusSince: row.status_since.toISOString(),
      createdAt: row.created_at.toISOString(),
      resolvedAt: row.resolved_at?.toISOString() ?? null,
      erasedAt: row.erased_at?.toISOString() ?? null,
      revision: row.revision,
      lastFours: row.last_fours,
      failedRegistrations: row.failed_registrations,
    },
    text,
    evidence,
    firstSeenAt: row.first_seen_at.toISOString(),
    apiKeyLastFour: stored?.api_key_last_four ?? null,
    diagnosis: row.diagnosis,
  };
}

function toStep(row: StepRow): ChecklistStep {
  return {
    id: row.step_id,
    path: row.path,
    state: row.state,
    version: row.version,
    by: row.by_user,
    second: row.second_user,
    at: row.changed_at?.toISOString() ?? null,
    releasedBy: row.released_by,
    releasedAt: row.released_at?.toISOString() ?? null,
  };
}

/** The columns a save may change. */
export function ticketColumns({
  ticket,
  firstSeenAt,
  diagnosis,
}: Pick<NewTicket, "ticket" | "firstSeenAt" | "diagnosis">) {
  return {
    status: ticket.status,
    outcome: ticket.outcome,
    facts: toJson(ticket.facts),
    paths: toJson(ticket.paths),
    last_fours: toJson(ticket.lastFours),
    diagnosis: toJson(diagnosis),
    assignee: ticket.assignee,
    failed_registrations: ticket.failedRegistrations,
    revision: ticket.revision,
    first_seen_at: firstSeenAt,
    status_since: ticket.statusSince,
    resolved_at: ticket.resolvedAt,
  } satisfies Partial<Insertable<Schema["tickets"]>>;
}

export function stepColumns(
  ticketId: string,
  step: ChecklistStep,
  position: number,
): Insertable<Schema["ticket_steps"]> {
  return {
    ticket_id: ticketId,
    step_id: step.id,
    position,
    path: step.path,
    state: step.state,
    version: step.version,
    by_user: step.by,
    second_user: step.second,
    changed_at: step.at,
    released_by: step.releasedBy,
    released_at: step.releasedAt,
  };
}

export function textBody({ text, evidence }: Pick<TicketRecord, "text" | "evidence">): string {
  return toJson({ ...text, evidence } satisfies TextBody);
}

export function refOf(refNumber: number): string {
  return `WL-${refNumber}`;
}

/** `WL-42`, also in small letters; anything else belongs to no ticket. */
export function refNumberOf(ref: string): number | undefined {
  const digits = /^WL-([1-9]\d{0,8})$/i.exec(ref.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
