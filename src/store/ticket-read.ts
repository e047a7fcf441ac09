import type { Kysely, SelectQueryBuilder } from "kysely";
import type { TicketRecord } from "../app/ports/store.ts";
import type { Schema } from "./schema.ts";
import { type StepRow, type TicketRow, toRecord } from "./ticket-rows.ts";

type TicketQuery = SelectQueryBuilder<Schema, "tickets", TicketRow>;

/** Three statements however many tickets there are. */
export async function readTickets(db: Kysely<Schema>, query: TicketQuery): Promise<readonly TicketRecord[]> {
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const steps = await db
    .selectFrom("ticket_steps")
    .selectAll()
    .where("ticket_id", "in", ids)
    .orderBy("ticket_id")
    .orderBy("position")
    .execute();
  const texts = await db
    .selectFrom("personal_texts")
    .select(["owner_id", "body", "api_key_last_four"])
    .where("owner_id", "in", ids)
    .execute();
  const textOf = new Map(texts.map((text) => [text.owner_id, text]));
  const stepsOf = groupByTicket(steps);
  return rows.map((row) => toRecord(row, stepsOf.get(row.id) ?? [], textOf.get(row.id)));
}

function groupByTicket(steps: readonly StepRow[]): Map<string, StepRow[]> {
  const groups = new Map<string, StepRow[]>();
  for (const step of steps) {
    const group = groups.get(step.ticket_id);
    if (group) group.push(step);
    else groups.set(step.ticket_id, [step]);
  }
  return groups;
}
