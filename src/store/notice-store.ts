import { sql } from "kysely";
import type { NewNotice, NoticeStore } from "../app/ports/store.ts";
import type { StoreContext } from "./context.ts";
import { toJson } from "./json.ts";
import { leaseNotices } from "./lease-notices.ts";
import { toNotice } from "./notice-row.ts";
import { recordSent } from "./record-sent.ts";

/** Whether a message of it is there is not certain after a refusal, so it is looked for before it is posted. */
const TRIED_AGAIN = sql<never>`case when state <> 'refused' then state when ts is null then 'unknown' else 'sent' end`;
const WANTED_SINCE = sql<never>`case when is_behind then wanted_at else now() end`;
/** What goes out in the usual second or two is not worth a word. */
const LATE = sql<boolean>`wanted_at < now() - interval '5 seconds'`;

export function createNoticeStore({ db, teamId, noticesWanted }: StoreContext): NoticeStore {
  const held = (id: string, holder: string) =>
    db.updateTable("notices").where("team_id", "=", teamId).where("id", "=", id).where("lease_by", "=", holder);
  const ofTeam = () => db.selectFrom("notices").selectAll().where("team_id", "=", teamId);
  const row = (notice: NewNotice) => ({
    id: notice.id,
    team_id: teamId,
    ticket_id: notice.ticketId,
    kind: notice.kind,
    channel: notice.channel,
    parent_id: notice.parentId,
    thread_ts: notice.threadTs,
    body: notice.body === null ? null : toJson(notice.body),
    wanted_revision: notice.wantedRevision,
  });

  const refused = () =>
    db.selectFrom("notices").select("id").where("team_id", "=", teamId).where("state", "=", "refused");

  async function tryAgain(some: (all: ReturnType<typeof refused>) => ReturnType<typeof refused>): Promise<number> {
    const { numUpdatedRows } = await db
      .updateTable("notices")
      .set({ state: TRIED_AGAIN, not_before: null })
      .where("id", "in", some(refused()))
      .executeTakeFirst();
    if (numUpdatedRows > 0n) noticesWanted();
    return Number(numUpdatedRows);
  }

  return {
    async add(notices) {
      if (notices.length === 0) return;
      await db
        .insertInto("notices")
        .values(notices.map(row))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      noticesWanted();
    },

    /** A refusal is worth another try when there is something new to show. */
    async want(ticketId, revision) {
      await db
        .updateTable("notices")
        .set({ wanted_revision: revision, wanted_at: WANTED_SINCE, state: TRIED_AGAIN })
        .where("team_id", "=", teamId)
        .where("ticket_id", "=", ticketId)
        .where("kind", "in", ["card", "checklist"])
        .where("wanted_revision", "<", revision)
        .execute();
      noticesWanted();
    },

    async replace(notice) {
      const values = row(notice);
      await db
        .insertInto("notices")
        .values(values)
        .onConflict((conflict) =>
          conflict.column("id").doUpdateSet({
            body: values.body,
            wanted_revision: sql`notices.wanted_revision + 1`,
            wanted_at: sql`now()`,
            state: sql`case when notices.state <> 'refused' then notices.state
              when notices.ts is null then 'unknown' else 'sent' end`,
          }),
        )
        .execute();
      noticesWanted();
    },

    lease: (options) => leaseNotices(db, teamId, options),

    async renew(id, holder, until) {
      const { numUpdatedRows } = await held(id, holder).set({ lease_until: until }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    recordSent: (id, holder, sent) => recordSent(db, { teamId, id, holder }, sent),

    async recordFailed(id, holder, { state, because, notBefore, ts }) {
      await held(id, holder)
        .set({
          state,
          refused_because: because,
          not_before: notBefore ?? null,
          lease_by: null,
          lease_until: null,
          ...(ts === undefined ? {} : { ts }),
        })
        .execute();
    },

    async hold(channel, calls, until) {
      await db
        .insertInto("paces")
        .values({ team_id: teamId, channel, calls, held_until: until })
        .onConflict((conflict) =>
          conflict.columns(["team_id", "channel", "calls"]).doUpdateSet({
            held_until: sql`greatest(paces.held_until, excluded.held_until)`,
          }),
        )
        .execute();
    },

    async heldUntil(channel, now) {
      const { until } = await db
        .selectFrom("paces")
        .select(({ fn }) => fn.max("held_until").as("until"))
        .where("team_id", "=", teamId)
        .where("channel", "=", channel)
        .where("held_until", ">", sql<Date>`${now}::timestamptz`)
        .executeTakeFirstOrThrow();
      return until?.toISOString();
    },

    async countLate(ticketId, besides) {
      const { count } = await db
        .selectFrom("notices")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("team_id", "=", teamId)
        .where("ticket_id", "=", ticketId)
        .where("id", "<>", besides)
        .where("kind", "<>", "trouble")
        .where((is) => is.ref("is_behind"))
        .where(LATE)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    retryRefused: (channel) =>
      tryAgain((refused) => (channel === undefined ? refused : refused.where("channel", "=", channel))),

    /** Any of them: one that Slack will never take does not stand for its channel for ever. */
    probeRefused: () => tryAgain((refused) => refused.distinctOn("channel").orderBy("channel").orderBy(sql`random()`)),

    async load(id) {
      const found = await ofTeam().where("id", "=", id).executeTakeFirst();
      return found && toNotice(found);
    },

    async forTicket(ticketId) {
      const rows = await ofTeam().where("ticket_id", "=", ticketId).orderBy("position").execute();
      return rows.map(toNotice);
    },
  };
}
