CREATE TABLE deliveries (
  team_id text not null,
  key text not null,
  received_at timestamp with time zone not null,
  work bytea,
  answer bytea,
  key_id text,
  lease_until timestamp with time zone,
  tries integer not null default 0,
  PRIMARY KEY (team_id, key),
  FOREIGN KEY (team_id) REFERENCES teams(id)
);
CREATE INDEX deliveries_by_age ON public.deliveries USING btree (team_id, received_at);
CREATE INDEX deliveries_unfinished ON public.deliveries USING btree (team_id, received_at) WHERE (work IS NOT NULL);

CREATE TABLE diagnoses (
  id text not null,
  team_id text not null,
  number_key text,
  diagnosis jsonb not null,
  ids jsonb not null,
  by_user text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (team_id) REFERENCES teams(id)
);
CREATE INDEX diagnoses_by_age ON public.diagnoses USING btree (team_id, at);
CREATE INDEX diagnoses_by_number ON public.diagnoses USING btree (team_id, number_key, at DESC) WHERE (number_key IS NOT NULL);

CREATE TABLE drafts (
  id text not null,
  team_id text not null,
  by_user text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (team_id) REFERENCES teams(id)
);
CREATE INDEX drafts_by_age ON public.drafts USING btree (team_id, at);

CREATE TABLE notices (
  id text not null,
  position integer not null generated always as identity,
  team_id text not null,
  ticket_id text,
  kind text not null,
  channel text not null,
  parent_id text,
  body jsonb,
  wanted_revision integer not null,
  sent_revision integer not null default 0,
  ts text,
  state text not null default 'pending'::text,
  refused_because text,
  not_before timestamp with time zone,
  lease_by text,
  lease_until timestamp with time zone,
  thread_ts text,
  wanted_at timestamp with time zone not null default now(),
  pending_shown integer not null default 0,
  is_behind boolean not null generated always as ((wanted_revision > sent_revision) AND (state <> 'refused'::text)),
  PRIMARY KEY (id),
  FOREIGN KEY (parent_id) REFERENCES notices(id),
  FOREIGN KEY (team_id) REFERENCES teams(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id),
  CHECK ((kind = ANY (ARRAY['card'::text, 'checklist'::text, 'notice'::text, 'answer'::text, 'trouble'::text]))),
  CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'refused'::text])))
);
CREATE INDEX notices_behind ON public.notices USING btree (team_id, wanted_at, "position") WHERE is_behind;
CREATE INDEX notices_by_ticket ON public.notices USING btree (ticket_id, "position");
CREATE INDEX notices_pending ON public.notices USING btree (team_id) WHERE (pending_shown > 0);
CREATE INDEX notices_refused ON public.notices USING btree (team_id, channel) WHERE (state = 'refused'::text);
CREATE UNIQUE INDEX one_card_per_ticket ON public.notices USING btree (ticket_id, kind) WHERE (kind = ANY (ARRAY['card'::text, 'checklist'::text]));

CREATE TABLE paces (
  team_id text not null,
  channel text not null,
  calls text not null,
  full_at timestamp with time zone,
  held_until timestamp with time zone,
  PRIMARY KEY (team_id, channel, calls),
  FOREIGN KEY (team_id) REFERENCES teams(id),
  CHECK ((calls = ANY (ARRAY['post'::text, 'update'::text])))
);

CREATE TABLE personal_texts (
  owner_id text not null,
  owner_kind text not null,
  team_id text not null,
  body jsonb not null,
  api_key bytea,
  api_key_key_id text,
  api_key_last_four text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (owner_id),
  FOREIGN KEY (team_id) REFERENCES teams(id)
);
CREATE INDEX personal_texts_by_age ON public.personal_texts USING btree (team_id, owner_kind, created_at);

CREATE TABLE teams (
  id text not null,
  next_ref integer not null default 1,
  number_secret bytea not null,
  number_secret_key_id text not null,
  PRIMARY KEY (id)
);

CREATE TABLE ticket_events (
  id integer not null generated always as identity,
  ticket_id text not null,
  type text not null,
  event jsonb not null,
  at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id)
);
CREATE INDEX ticket_events_by_ticket ON public.ticket_events USING btree (ticket_id, id);
CREATE INDEX ticket_events_recovered ON public.ticket_events USING btree (ticket_id, at) WHERE ((type = 'resolved'::text) AND ((event ->> 'outcome'::text) = 'recovered'::text));
CREATE TRIGGER ticket_events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ticket_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ticket_numbers (
  ticket_id text not null,
  number_key text not null,
  team_id text not null,
  is_open boolean not null,
  PRIMARY KEY (ticket_id, number_key),
  FOREIGN KEY (team_id) REFERENCES teams(id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id)
);
CREATE UNIQUE INDEX one_open_ticket_per_number ON public.ticket_numbers USING btree (team_id, number_key) WHERE is_open;

CREATE TABLE ticket_steps (
  ticket_id text not null,
  step_id text not null,
  position integer not null,
  path text not null,
  state text not null,
  version integer not null,
  by_user text,
  second_user text,
  changed_at timestamp with time zone,
  released_by text,
  released_at timestamp with time zone,
  PRIMARY KEY (ticket_id, step_id),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id)
);

CREATE TABLE tickets (
  id text not null,
  team_id text not null,
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
  first_seen_at timestamp with time zone not null,
  status_since timestamp with time zone not null,
  created_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  erased_at timestamp with time zone,
  UNIQUE (team_id, ref_number),
  UNIQUE (team_id, view_id),
  PRIMARY KEY (id),
  FOREIGN KEY (team_id) REFERENCES teams(id)
);
CREATE INDEX tickets_by_age ON public.tickets USING btree (team_id, created_at DESC, ref_number DESC);
CREATE INDEX tickets_by_requester ON public.tickets USING btree (team_id, requester, created_at DESC);
CREATE INDEX tickets_open ON public.tickets USING btree (team_id, created_at DESC, ref_number DESC) WHERE (status <> 'resolved'::text);
CREATE INDEX tickets_open_by_assignee ON public.tickets USING btree (team_id, assignee, created_at DESC, ref_number DESC) WHERE (status <> 'resolved'::text);
CREATE INDEX tickets_to_erase ON public.tickets USING btree (team_id, resolved_at) WHERE ((status = 'resolved'::text) AND (erased_at IS NULL));
CREATE UNIQUE INDEX tickets_team_id_ref_number_key ON public.tickets USING btree (team_id, ref_number);
CREATE UNIQUE INDEX tickets_team_id_view_id_key ON public.tickets USING btree (team_id, view_id);
