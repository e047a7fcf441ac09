import { type Kysely, type Migration, sql } from "kysely";

const STATEMENTS = [
  "alter table tickets add column erased_at timestamptz",
  // What the daily purge looks for.
  "create index tickets_to_erase on tickets (team_id, resolved_at) where status = 'resolved' and erased_at is null",
];

export const retention: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
