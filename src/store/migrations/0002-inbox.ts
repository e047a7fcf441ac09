import { type Kysely, type Migration, sql } from "kysely";

const STATEMENTS = [
  // What Slack brought: an event is work until its listeners have ended, anything else has an answer. Both are what
  // people wrote, so they are sealed.
  "alter table deliveries drop column answer",
  `alter table deliveries
    add column work bytea,
    add column answer bytea,
    add column key_id text,
    add column lease_until timestamptz,
    add column tries integer not null default 0`,
  "create index deliveries_unfinished on deliveries (team_id, received_at) where work is not null",

  // An answer to a mention stands in the thread of somebody's message.
  "alter table notices add column thread_ts text",
  // Since when Slack shows less than is wanted. The database's own clock, which all replicas share.
  "alter table notices add column wanted_at timestamptz not null default now()",
  "alter table notices drop constraint notices_kind_check",
  `alter table notices add constraint notices_kind_check
    check (kind in ('card', 'checklist', 'notice', 'answer'))`,
];

export const inbox: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
