import type { Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import type { Notice, NoticeStore } from "../app/ports/store.ts";
import { plus, SECOND } from "../domain/time.ts";
import type { StoreContext } from "./context.ts";
import { toJson } from "./json.ts";
import type { Schema } from "./schema.ts";

const LONGEST_LEASE_MS = 10 * SECOND;

export function createNoticeStore({ db, teamId, noticesWanted }: StoreContext): NoticeStore {
  const held = (id: string, holder: string) =>
    db.updateTable("notices").where("team_id", "=", teamId).where("id", "=", id).where("lease_by", "=", holder);
  const ofTeam = () => db.selectFrom("notices").selectAll().where("team_id", "=", teamId);

  return {
    async add(notices) {
      if (notices.length === 0) return;
      const rows = notices.map((notice) => ({
        id: notice.id,
        team_id: teamId,
        ticket_id: notice.ticketId,
        kind: notice.kind,
        channel: notice.channel,
        parent_id: notice.parentId,
        thread_ts: notice.threadTs,
        body: notice.body === null ? null : toJson(notice.body),
        wanted_revision: notice.wantedRevision,
      }));
      await db
        .insertInto("notices")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      noticesWanted();
    },

    /** A refusal is worth another try when there is something new to show. */
    async want(ticketId, revision) {
      await db
        .updateTable("notices")
        .set({
          wanted_revision: revision,
          wanted_at: sql`case when wanted_revision > sent_revision and state <> 'refused' then wanted_at else now() end`,
          state: sql`case when state <> 'refused' then state when ts is null then 'pending' else 'sent' end`,
        })
        .where("team_id", "=", teamId)
        .where("ticket_id", "=", ticketId)
        .where("kind", "in", ["card", "checklist"])
        .where("wanted_revision", "<", revision)
        .execute();
      noticesWanted();
    },

    lease: ({ holder, now, leaseMs, limit }) =>
      leaseNotices(db, {
        teamId,
        holder,
        now,
        until: plus(now, Math.min(leaseMs, LONGEST_LEASE_MS)),
        limit,
      }),

    async recordSent(id, holder, { ts, revision }) {
      await held(id, holder)
        .set({
          ts: sql`case when sent_revision <= ${revision}::integer then ${ts} else ts end`,
          sent_revision: sql`greatest(sent_revision, ${revision}::integer)`,
          state: "sent",
          refused_because: null,
          not_before: null,
          lease_by: null,
          lease_until: null,
        })
        .execute();
    },

    async recordFailed(id, holder, { state, because, notBefore }) {
      await held(id, holder)
        .set({ state, refused_because: because, not_before: notBefore ?? null, lease_by: null, lease_until: null })
        .execute();
    },

    async load(id) {
      const row = await ofTeam().where("id", "=", id).executeTakeFirst();
      return row && toNotice(row);
    },

    async forTicket(ticketId) {
      const rows = await ofTeam().where("ticket_id", "=", ticketId).orderBy("position").execute();
      return rows.map(toNotice);
    },
  };
}

type Lease = { teamId: string; holder: string; now: string; until: string; limit: number };

/** Several publishers may ask at once: each gets rows that nobody else has, and none waits for another. */
async function leaseNotices(db: Kysely<Schema>, { teamId, holder, now, until, limit }: Lease) {
  const rows = await db
    .with("due", (query) =>
      query
        .selectFrom("notices as n")
        .leftJoin("notices as parent", "parent.id", "n.parent_id")
        .select(["n.id", "n.state as state_before"])
        .where("n.team_id", "=", teamId)
        .whereRef("n.wanted_revision", ">", "n.sent_revision")
        .where("n.state", "<>", "refused")
        .where((is) =>
          is.or([is("n.lease_until", "is", null), is("n.lease_until", "<=", sql<Date>`${now}::timestamptz`)]),
        )
        .where((is) =>
          is.or([is("n.not_before", "is", null), is("n.not_before", "<=", sql<Date>`${now}::timestamptz`)]),
        )
        .where((is) => is.or([is("n.parent_id", "is", null), is("parent.ts", "is not", null)]))
        .orderBy("n.position")
        .limit(limit)
        .forUpdate("n")
        .skipLocked(),
    )
    .updateTable("notices")
    .from("due")
    .whereRef("notices.id", "=", "due.id")
    .set({ lease_by: holder, lease_until: until, state: "sending" })
    .returningAll("notices")
    .returning("due.state_before")
    .execute();
  return rows
    .sort((a, b) => a.position - b.position)
    .map((row) => ({ ...toNotice(row), state: stateForHolder(row.state_before) }));
}

/** A lease that ran out in the middle of sending left it open whether the message arrived: look before posting. */
function stateForHolder(before: Notice["state"]): Notice["state"] {
  return before === "sending" ? "unknown" : before;
}

function toNotice(row: Selectable<Schema["notices"]>): Notice {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    kind: row.kind,
    channel: row.channel,
    parentId: row.parent_id,
    threadTs: row.thread_ts,
    body: row.body,
    wantedRevision: row.wanted_revision,
    sentRevision: row.sent_revision,
    ts: row.ts,
    state: row.state,
    refusedBecause: row.refused_because,
  };
}
