import type { ColumnType, Generated } from "kysely";
import type { Calls, Notice, NoticeKind } from "../app/ports/store.ts";
import type { Diagnosis } from "../domain/diagnosis/diagnosis.ts";
import type { TicketFacts } from "../domain/ticket/facts.ts";
import type { ChecklistStep, Outcome, Status, Ticket } from "../domain/ticket/ticket.ts";

/** Read as a value, written as the text `toJson` makes of it: `pg` would write an array as a Postgres array. */
type Json<T> = ColumnType<T, string, string>;
type Time = ColumnType<Date, string, string>;
type MaybeTime = ColumnType<Date | null, string | null, string | null>;

export type Schema = {
  teams: {
    id: string;
    next_ref: Generated<number>;
    number_secret: Buffer;
    number_secret_key_id: string;
  };
  tickets: {
    id: string;
    team_id: string;
    ref_number: number;
    view_id: string;
    status: Status;
    outcome: Outcome | null;
    facts: Json<TicketFacts>;
    paths: Json<Ticket["paths"]>;
    last_fours: Json<readonly string[]>;
    diagnosis: Json<Diagnosis>;
    requester: string;
    assignee: string | null;
    failed_registrations: number;
    revision: number;
    first_seen_at: Time;
    status_since: Time;
    created_at: Time;
    resolved_at: MaybeTime;
    erased_at: MaybeTime;
  };
  ticket_numbers: {
    ticket_id: string;
    number_key: string;
    team_id: string;
    is_open: boolean;
  };
  ticket_steps: {
    ticket_id: string;
    step_id: string;
    position: number;
    path: ChecklistStep["path"];
    state: ChecklistStep["state"];
    version: number;
    by_user: string | null;
    second_user: string | null;
    changed_at: MaybeTime;
    released_by: string | null;
    released_at: MaybeTime;
  };
  ticket_events: {
    id: Generated<number>;
    ticket_id: string;
    type: string;
    event: Json<unknown>;
    at: Time;
  };
  personal_texts: {
    owner_id: string;
    owner_kind: "ticket" | "diagnosis" | "draft";
    team_id: string;
    body: Json<unknown>;
    api_key: Buffer | null;
    api_key_key_id: string | null;
    api_key_last_four: string | null;
    created_at: Time;
  };
  diagnoses: {
    id: string;
    team_id: string;
    number_key: string | null;
    diagnosis: Json<Diagnosis>;
    ids: Json<Record<string, string>>;
    by_user: string;
    at: Time;
  };
  drafts: {
    id: string;
    team_id: string;
    by_user: string;
    at: Time;
  };
  notices: {
    id: string;
    position: Generated<number>;
    team_id: string;
    ticket_id: string | null;
    kind: NoticeKind;
    channel: string;
    parent_id: string | null;
    thread_ts: string | null;
    body: ColumnType<Notice["body"], string | null, string | null>;
    wanted_revision: number;
    wanted_at: Generated<Date>;
    sent_revision: Generated<number>;
    ts: string | null;
    state: Generated<"pending" | "sending" | "sent" | "unknown" | "refused">;
    refused_because: string | null;
    not_before: MaybeTime;
    lease_by: string | null;
    lease_until: MaybeTime;
    pending_shown: Generated<number>;
    /** More is wanted than Slack shows, and Slack does not refuse it. */
    is_behind: ColumnType<boolean, never, never>;
  };
  paces: {
    team_id: string;
    channel: string;
    calls: Calls;
    full_at: MaybeTime;
    held_until: MaybeTime;
  };
  deliveries: {
    team_id: string;
    key: string;
    received_at: Time;
    work: Buffer | null;
    answer: Buffer | null;
    key_id: string | null;
    lease_until: MaybeTime;
    tries: Generated<number>;
  };
};
