import { type Kysely, type Migration, sql } from "kysely";

const STATEMENTS = [
  // One row per workspace: the counter behind WL-1, WL-2 … and the encrypted secret behind the number keys.
  `create table teams (
    id text primary key,
    next_ref integer not null default 1,
    number_secret bytea not null,
    number_secret_key_id text not null
  )`,

  // Ids and enums; the words people wrote are in personal_texts.
  `create table tickets (
    id text primary key,
    team_id text not null references teams (id),
    ref_number integer not null,
    view_id text not null,
    status text not null,
    outcome text,
    facts jsonb not null,
    paths jsonb not null,
    last_fours jsonb not null,
    diagnosis jsonb not null,
    requester text not null,
    assignee text,
    failed_registrations integer not null,
    revision integer not null,
    first_seen_at timestamptz not null,
    status_since timestamptz not null,
    created_at timestamptz not null,
    resolved_at timestamptz,
    unique (team_id, ref_number),
    unique (team_id, view_id)
  )`,
  "create index tickets_by_age on tickets (team_id, created_at desc, ref_number desc)",
  "create index tickets_open on tickets (team_id, created_at desc, ref_number desc) where status <> 'resolved'",
  "create index tickets_by_requester on tickets (team_id, requester, created_at desc)",
  "create index tickets_by_assignee on tickets (team_id, assignee, created_at desc)",

  // number_key is a keyed hash: the number itself is personal text.
  `create table ticket_numbers (
    ticket_id text not null references tickets (id),
    number_key text not null,
    team_id text not null references teams (id),
    is_open boolean not null,
    primary key (ticket_id, number_key)
  )`,
  "create unique index one_open_ticket_per_number on ticket_numbers (team_id, number_key) where is_open",

  `create table ticket_steps (
    ticket_id text not null references tickets (id),
    step_id text not null,
    position integer not null,
    path text not null,
    state text not null,
    version integer not null,
    by_user text,
    second_user text,
    changed_at timestamptz,
    released_by text,
    released_at timestamptz,
    primary key (ticket_id, step_id)
  )`,

  `create table ticket_events (
    id integer generated always as identity primary key,
    ticket_id text not null references tickets (id),
    type text not null,
    event jsonb not null,
    at timestamptz not null
  )`,
  "create index ticket_events_by_ticket on ticket_events (ticket_id, id)",
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end
  $$`,
  `create trigger ticket_events_append_only before update or delete or truncate on ticket_events
    for each statement execute function refuse_change()`,

  // The one table with personal text. Erasing a row here leaves the audit trail whole.
  `create table personal_texts (
    owner_id text primary key,
    owner_kind text not null,
    team_id text not null references teams (id),
    body jsonb not null,
    api_key bytea,
    api_key_key_id text,
    api_key_last_four text,
    created_at timestamptz not null
  )`,
  "create index personal_texts_by_age on personal_texts (team_id, owner_kind, created_at)",

  `create table diagnoses (
    id text primary key,
    team_id text not null references teams (id),
    number_key text,
    diagnosis jsonb not null,
    ids jsonb not null,
    by_user text not null,
    at timestamptz not null
  )`,
  "create index diagnoses_by_number on diagnoses (team_id, number_key, at desc) where number_key is not null",
  "create index diagnoses_by_age on diagnoses (team_id, at)",

  `create table drafts (
    id text primary key,
    team_id text not null references teams (id),
    by_user text not null,
    at timestamptz not null
  )`,
  "create index drafts_by_age on drafts (team_id, at)",

  // What Slack should show, what it shows, and who is bringing the two together at the moment.
  `create table notices (
    id text primary key,
    position integer generated always as identity,
    team_id text not null references teams (id),
    ticket_id text references tickets (id),
    kind text not null,
    channel text not null,
    parent_id text references notices (id),
    body jsonb,
    wanted_revision integer not null,
    sent_revision integer not null default 0,
    ts text,
    state text not null default 'pending',
    refused_because text,
    not_before timestamptz,
    lease_by text,
    lease_until timestamptz,
    check (kind in ('card', 'checklist', 'notice')),
    check (state in ('pending', 'sending', 'sent', 'unknown', 'refused'))
  )`,
  "create unique index one_card_per_ticket on notices (ticket_id, kind) where kind in ('card', 'checklist')",
  "create index notices_by_ticket on notices (ticket_id, position)",
  `create index notices_behind on notices (team_id, position)
    where wanted_revision > sent_revision and state <> 'refused'`,

  // Requests answered already: event ids, envelope ids, trigger ids. The answer is what a repeat gets.
  `create table deliveries (
    team_id text not null references teams (id),
    key text not null,
    received_at timestamptz not null,
    answer jsonb,
    primary key (team_id, key)
  )`,
  "create index deliveries_by_age on deliveries (team_id, received_at)",
];

export const tickets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
