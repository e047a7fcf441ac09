import { type Kysely, sql } from "kysely";
import { StoreConflictError } from "../app/errors.ts";
import type { TicketRecord } from "../app/ports/store.ts";
import type { TicketEvent } from "../domain/ticket/command.ts";
import { atomically, type StoreContext } from "./context.ts";
import { codeOf } from "./database-error.ts";
import { toJson } from "./json.ts";
import type { Schema } from "./schema.ts";
import { stepColumns, textBody, ticketColumns } from "./ticket-rows.ts";

/** State, steps, words and audit events together, provided nobody saved since the record was loaded. */
export function saveTicket(context: StoreContext, record: TicketRecord, events: readonly TicketEvent[]): Promise<void> {
  return atomically(context.db, async (tx) => {
    await compareAndSet(tx, context, record);
    await saveSteps(tx, record);
    await saveNumbers(tx, context, record);
    if (events.length > 0)
      await tx
        .insertInto("ticket_events")
        .values(events.map(eventRow(record.ticket.id)))
        .execute();
  });
}

async function compareAndSet(tx: Kysely<Schema>, { teamId }: StoreContext, record: TicketRecord): Promise<void> {
  const { id, revision } = record.ticket;
  const saved = await tx
    .with("saved", (query) =>
      query
        .updateTable("tickets")
        .set(ticketColumns(record))
        .where("team_id", "=", teamId)
        .where("id", "=", id)
        .where("revision", "=", revision - 1)
        .returning("id"),
    )
    .with("words", (query) =>
      query
        .updateTable("personal_texts")
        .set({ body: textBody(record) })
        .where("owner_id", "in", (words) => words.selectFrom("saved").select("saved.id")),
    )
    .selectFrom("saved")
    .select("id")
    .executeTakeFirst();
  if (saved) return;
  throw new StoreConflictError("Somebody else changed this ticket first; load it again and decide again.", {
    retry: "later",
    details: { ticket: id, revision },
  });
}

/** Steps of a path the ticket has left go; the others are written as they are now. */
async function saveSteps(tx: Kysely<Schema>, { ticket }: TicketRecord): Promise<void> {
  const ids = ticket.steps.map(({ id }) => id);
  if (ids.length === 0) {
    await tx.deleteFrom("ticket_steps").where("ticket_id", "=", ticket.id).execute();
    return;
  }
  await tx
    .with("left", (query) =>
      query.deleteFrom("ticket_steps").where("ticket_id", "=", ticket.id).where("step_id", "not in", ids),
    )
    .insertInto("ticket_steps")
    .values(ticket.steps.map((step, position) => stepColumns(ticket.id, step, position)))
    .onConflict((conflict) =>
      conflict.columns(["ticket_id", "step_id"]).doUpdateSet((row) => ({
        position: row.ref("excluded.position"),
        path: row.ref("excluded.path"),
        state: row.ref("excluded.state"),
        version: row.ref("excluded.version"),
        by_user: row.ref("excluded.by_user"),
        second_user: row.ref("excluded.second_user"),
        changed_at: row.ref("excluded.changed_at"),
        released_by: row.ref("excluded.released_by"),
        released_at: row.ref("excluded.released_at"),
      })),
    )
    .execute();
}

async function saveNumbers(tx: Kysely<Schema>, context: StoreContext, { ticket, text }: TicketRecord): Promise<void> {
  const is_open = ticket.status !== "resolved";
  const wanted = [...new Set(text.numbers.map(context.numberKey))];
  const stored = await tx.selectFrom("ticket_numbers").selectAll().where("ticket_id", "=", ticket.id).execute();
  const known = new Set(stored.map(({ number_key }) => number_key));
  const added = wanted.filter((key) => !known.has(key));
  if (added.length === 0 && stored.every((row) => row.is_open === is_open)) return;
  await refusingTakenNumbers(tx, ticket.id, async () => {
    await tx.updateTable("ticket_numbers").set({ is_open }).where("ticket_id", "=", ticket.id).execute();
    if (added.length === 0) return;
    const rows = added.map((number_key) => ({ ticket_id: ticket.id, team_id: context.teamId, number_key, is_open }));
    await tx.insertInto("ticket_numbers").values(rows).execute();
  });
}

/** The database refuses a number that is in another open ticket, whether it is added here or comes back by reopening. */
async function refusingTakenNumbers(tx: Kysely<Schema>, ticket: string, work: () => Promise<void>): Promise<void> {
  await sql`savepoint save_numbers`.execute(tx);
  try {
    await work();
    await sql`release savepoint save_numbers`.execute(tx);
  } catch (error) {
    await sql`rollback to savepoint save_numbers`.execute(tx);
    if (codeOf(error) !== "23505") throw error;
    throw new StoreConflictError("One of the numbers is in another open ticket.", {
      details: { ticket, because: "number_in_open_ticket" },
    });
  }
}

function eventRow(ticketId: string) {
  return (event: TicketEvent) => ({ ticket_id: ticketId, type: event.type, event: toJson(event), at: event.at });
}
