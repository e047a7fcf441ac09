import type { TicketStore } from "../app/ports/store.ts";
import type { TicketEvent } from "../domain/ticket/command.ts";
import type { StoreContext } from "./context.ts";
import { revealApiKey } from "./reveal-api-key.ts";
import { fileTicket } from "./ticket-file.ts";
import { readTickets } from "./ticket-read.ts";
import { refNumberOf } from "./ticket-rows.ts";
import { saveTicket } from "./ticket-save.ts";

/** Rows of the audit trail that no command made: they are not what a ticket evolves by. */
const AUDIT_ONLY = ["filed", "api_key_revealed", "erased"];

export function createTicketStore(context: StoreContext): TicketStore {
  const { db, teamId, numberKey } = context;
  const ofTeam = () => db.selectFrom("tickets").selectAll("tickets").where("tickets.team_id", "=", teamId);

  return {
    file: (record) => fileTicket(context, record),
    save: (record, events) => saveTicket(context, record, events),
    revealApiKey: (ticketId, by, at) => revealApiKey(context, ticketId, by, at),

    async load(key, { lock = false } = {}) {
      const query =
        "id" in key
          ? ofTeam().where("tickets.id", "=", key.id)
          : ofTeam().where("tickets.ref_number", "=", refNumberOf(key.ref) ?? 0);
      const locked = lock && db.isTransaction ? query.forUpdate() : query;
      return (await readTickets(db, locked))[0];
    },

    async findOpenByNumber(number) {
      const query = ofTeam()
        .innerJoin("ticket_numbers", "ticket_numbers.ticket_id", "tickets.id")
        .where("ticket_numbers.team_id", "=", teamId)
        .where("ticket_numbers.number_key", "=", numberKey(number))
        .where("ticket_numbers.is_open", "=", true);
      return (await readTickets(db, query))[0];
    },

    list({ requester, assignee, open, limit }) {
      let query = ofTeam().orderBy("created_at", "desc").orderBy("ref_number", "desc").limit(limit);
      if (requester !== undefined) query = query.where("requester", "=", requester);
      if (assignee !== undefined) query = query.where("assignee", "=", assignee);
      if (open !== undefined) query = query.where("status", open ? "<>" : "=", "resolved");
      return readTickets(db, query);
    },

    async events(ticketId) {
      const rows = await db
        .selectFrom("ticket_events")
        .innerJoin("tickets", "tickets.id", "ticket_events.ticket_id")
        .select("ticket_events.event")
        .where("tickets.team_id", "=", teamId)
        .where("ticket_events.ticket_id", "=", ticketId)
        .where("ticket_events.type", "not in", AUDIT_ONLY)
        .orderBy("ticket_events.id")
        .execute();
      return rows.map(({ event }) => event as TicketEvent);
    },
  };
}
