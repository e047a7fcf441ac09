import { type Kysely, type Migration, sql } from "kysely";

const STATEMENTS = [
  // How fast Slack is called, shared by all processes: new messages and updates of each channel.
  `create table paces (
    team_id text not null references teams(id),
    channel text not null,
    calls text not null check (calls in ('post', 'update')),
    full_at timestamptz,
    held_until timestamptz,
    primary key (team_id, channel, calls)
  )`,

  // Whoever waits longest is next.
  "drop index notices_behind",
  `create index notices_behind on notices (team_id, wanted_at, position)
    where wanted_revision > sent_revision and state <> 'refused'`,
  "create index notices_refused on notices (team_id, channel) where state = 'refused'",
  // How many other messages of its ticket a card says are still to come.
  "alter table notices add column pending_shown integer not null default 0",
  "create index notices_pending on notices (team_id) where pending_shown > 0",
  "alter table notices drop constraint notices_kind_check",
  `alter table notices add constraint notices_kind_check
    check (kind in ('card', 'checklist', 'notice', 'answer', 'trouble'))`,
];

export const pace: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
