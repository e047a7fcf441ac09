import type { Selectable } from "kysely";
import type { Notice } from "../app/ports/store.ts";
import type { Schema } from "./schema.ts";

export function toNotice(row: Selectable<Schema["notices"]>): Notice {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    kind: row.kind,
    channel: row.channel,
    parentId: row.parent_id,
    threadTs: row.thread_ts,
    body: row.body,
    wantedRevision: row.wanted_revision,
    wantedAt: row.wanted_at.toISOString(),
    sentRevision: row.sent_revision,
    ts: row.ts,
    state: row.state,
    refusedBecause: row.refused_because,
  };
}
