import { type Kysely, type Migration, sql } from "kysely";

/** What is counted every few seconds is read from an index, not from every row there ever was. */
const STATEMENTS = [
  `create index ticket_events_recovered on ticket_events (ticket_id, at)
    where type = 'resolved' and event ->> 'outcome' = 'recovered'`,
];

export const metrics: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
