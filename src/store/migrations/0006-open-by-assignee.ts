import { type Kysely, type Migration, sql } from "kysely";

/** Somebody's open tickets are few; the index of all they ever had is read to its end to find them. */
const STATEMENTS = [
  "drop index tickets_by_assignee",
  `create index tickets_open_by_assignee on tickets (team_id, assignee, created_at desc, ref_number desc)
    where status <> 'resolved'`,
];

export const openByAssignee: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
