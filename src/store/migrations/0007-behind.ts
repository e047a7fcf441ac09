import { type Kysely, type Migration, sql } from "kysely";

/**
 * Of two columns compared the planner takes a third of all rows for true; of a column it counts them. With the few there
 * are it reads them from their index, however many messages there ever were.
 */
const STATEMENTS = [
  `alter table notices add column is_behind boolean not null
    generated always as (wanted_revision > sent_revision and state <> 'refused') stored`,
  "drop index notices_behind",
  "create index notices_behind on notices (team_id, wanted_at, position) where is_behind",
];

export const behind: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
