import { type Kysely, sql } from "kysely";
import { AppError } from "../app/errors.ts";
import type { FileResult, NewTicket, TicketRecord } from "../app/ports/store.ts";
import { atomically, type StoreContext } from "./context.ts";
import { toJson } from "./json.ts";
import type { Schema } from "./schema.ts";
import { readTickets } from "./ticket-read.ts";
import { refOf, stepColumns, textBody, ticketColumns } from "./ticket-rows.ts";

type Open = Extract<FileResult, { filed: "duplicate" }>["open"];

/** Inserts a ticket, unless its modal was filed before or one of its numbers is in an open ticket. */
export function fileTicket(context: StoreContext, record: NewTicket): Promise<FileResult> {
  return atomically(context.db, async (tx) => {
    const before = await findByView(tx, context.teamId, record.viewId);
    if (before) return { filed: "again", record: before };
    // A number can be freed between a refused insert and the look at who has it; then there is nothing to report.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (await insertTicket(tx, context, record)) return { filed: "new", record: await readOne(tx, record.ticket.id) };
      // The same modal, sent a second time at the same moment, comes first: its numbers are taken by itself.
      const again = await findByView(tx, context.teamId, record.viewId);
      if (again) return { filed: "again", record: again };
      const open = await findOpen(tx, context, record.text.numbers);
      if (open.length > 0) return { filed: "duplicate", open };
    }
    throw new AppError("The ticket could not be filed: its number changes hands too fast. Try again.", {
      retry: "later",
    });
  });
}

/** False when nothing was written, because the view or a number is taken. The caller's transaction goes on. */
async function insertTicket(tx: Kysely<Schema>, context: StoreContext, record: NewTicket): Promise<boolean> {
  await sql`savepoint file_ticket`.execute(tx);
  // The counter's row lock lets one filing of the team through at a time, so two of them cannot deadlock on numbers.
  const { ref } = await tx
    .updateTable("teams")
    .set((row) => ({ next_ref: row("next_ref", "+", 1) }))
    .where("id", "=", context.teamId)
    .returning((row) => row("next_ref", "-", 1).as("ref"))
    .executeTakeFirstOrThrow();
  const inserted = (await insertRow(tx, context, record, ref)) && (await insertNumbers(tx, context, record));
  if (!inserted) {
    await sql`rollback to savepoint file_ticket`.execute(tx);
    return false;
  }
  await insertRest(tx, context, record, refOf(ref));
  await sql`release savepoint file_ticket`.execute(tx);
  return true;
}

async function insertRow(tx: Kysely<Schema>, context: StoreContext, record: NewTicket, ref: number): Promise<boolean> {
  const { ticket } = record;
  const [row] = await tx
    .insertInto("tickets")
    .values({
      ...ticketColumns(record),
      id: ticket.id,
      team_id: context.teamId,
      ref_number: ref,
      view_id: record.viewId,
      requester: ticket.requester,
      created_at: ticket.createdAt,
    })
    .onConflict((conflict) => conflict.columns(["team_id", "view_id"]).doNothing())
    .returning("id")
    .execute();
  return row !== undefined;
}

async function insertNumbers(tx: Kysely<Schema>, context: StoreContext, record: NewTicket): Promise<boolean> {
  const keys = [...new Set(record.text.numbers.map(context.numberKey))];
  const is_open = record.ticket.status !== "resolved";
  const rows = keys.map((number_key) => ({
    ticket_id: record.ticket.id,
    team_id: context.teamId,
    number_key,
    is_open,
  }));
  if (rows.length === 0) return true;
  const inserted = await tx
    .insertInto("ticket_numbers")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning("number_key")
    .execute();
  return inserted.length === rows.length;
}

async function insertRest(tx: Kysely<Schema>, context: StoreContext, record: NewTicket, ref: string): Promise<void> {
  const { ticket, apiKey } = record;
  const steps = ticket.steps.map((step, position) => stepColumns(ticket.id, step, position));
  if (steps.length > 0) await tx.insertInto("ticket_steps").values(steps).execute();
  const sealed = apiKey === null ? null : context.cipher.seal(apiKey, ticket.id);
  await tx
    .insertInto("personal_texts")
    .values({
      owner_id: ticket.id,
      owner_kind: "ticket",
      team_id: context.teamId,
      body: textBody(record),
      api_key: sealed?.bytes ?? null,
      api_key_key_id: sealed?.keyId ?? null,
      api_key_last_four: apiKey?.slice(-4) ?? null,
      created_at: ticket.createdAt,
    })
    .execute();
  const filed = { type: "filed", ref, by: ticket.requester, at: ticket.createdAt };
  await tx
    .insertInto("ticket_events")
    .values({ ticket_id: ticket.id, type: filed.type, event: toJson(filed), at: filed.at })
    .execute();
}

async function findByView(tx: Kysely<Schema>, teamId: string, viewId: string): Promise<TicketRecord | undefined> {
  const query = tx.selectFrom("tickets").selectAll().where("team_id", "=", teamId).where("view_id", "=", viewId);
  return (await readTickets(tx, query))[0];
}

async function readOne(tx: Kysely<Schema>, id: string): Promise<TicketRecord> {
  const [record] = await readTickets(tx, tx.selectFrom("tickets").selectAll().where("id", "=", id));
  if (!record) throw new Error("A ticket that was just written cannot be read.");
  return record;
}

async function findOpen(tx: Kysely<Schema>, context: StoreContext, numbers: readonly string[]): Promise<Open> {
  const numberOf = new Map(numbers.map((number) => [context.numberKey(number), number]));
  const rows = await tx
    .selectFrom("ticket_numbers")
    .innerJoin("tickets", "tickets.id", "ticket_numbers.ticket_id")
    .select(["ticket_numbers.number_key", "tickets.id", "tickets.ref_number"])
    .where("ticket_numbers.team_id", "=", context.teamId)
    .where("ticket_numbers.number_key", "in", [...numberOf.keys()])
    .where("ticket_numbers.is_open", "=", true)
    .execute();
  return rows.map((row) => ({
    number: numberOf.get(row.number_key) ?? "",
    ref: refOf(row.ref_number),
    ticketId: row.id,
  }));
}
