import { type Kysely, sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { atomically } from "./context.ts";
import { toJson } from "./json.ts";
import type { Schema } from "./schema.ts";

type Due = { resolvedBefore: Instant; at: Instant; days: number; limit: number };

/**
 * Erases the personal data of tickets that have been resolved for long, oldest first: their words and API key, what
 * their numbers are found by, and what a diagnosis quoted. Their course stays, with an event that says what was done,
 * and their card and checklist are to be drawn anew without it. Answers how many.
 */
export function eraseTickets(db: Kysely<Schema>, teamId: string, due: Due): Promise<number> {
  return atomically(db, async (tx) => {
    const ids = await takeDue(tx, teamId, due);
    if (ids.length === 0) return 0;
    await tx.deleteFrom("personal_texts").where("owner_id", "in", ids).execute();
    await tx.deleteFrom("ticket_numbers").where("ticket_id", "in", ids).execute();
    await tx
      .updateTable("tickets")
      .set({
        erased_at: due.at,
        last_fours: toJson([]),
        diagnosis: sql`diagnosis || '{"findings": [], "contradictions": []}'::jsonb`,
        revision: sql`revision + 1`,
      })
      .where("id", "in", ids)
      .execute();
    const event = toJson({ type: "erased", by: "retention", days: due.days, at: due.at });
    await tx
      .insertInto("ticket_events")
      .values(ids.map((ticket_id) => ({ ticket_id, type: "erased", event, at: due.at })))
      .execute();
    await wantAnew(tx, ids);
    return ids.length;
  });
}

/** A ticket that somebody is working on at this moment is left for the next time. */
async function takeDue(tx: Kysely<Schema>, teamId: string, { resolvedBefore, limit }: Due): Promise<string[]> {
  const rows = await tx
    .selectFrom("tickets")
    .select("id")
    .where("team_id", "=", teamId)
    .where("status", "=", "resolved")
    .where("erased_at", "is", null)
    .where("resolved_at", "<", sql<Date>`${resolvedBefore}::timestamptz`)
    .orderBy("resolved_at")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * What stands in Slack is drawn anew without it, also the lines of the thread: some name a number by its last digits and
 * say what Meta showed of it. What never reached Slack need not be posted now.
 */
async function wantAnew(tx: Kysely<Schema>, ids: readonly string[]): Promise<void> {
  await tx.updateTable("notices").set({ body: null }).where("ticket_id", "in", ids).execute();
  await drawAnew(tx).where("ticket_id", "in", ids).where("ts", "is not", null).execute();
}

/** A refusal is worth another try when there is something new to show. */
export function drawAnew(tx: Kysely<Schema>) {
  return tx.updateTable("notices").set({
    wanted_revision: sql`wanted_revision + 1`,
    wanted_at: sql`case when is_behind then wanted_at else now() end`,
    state: sql`case when state = 'refused' then 'sent' else state end`,
  });
}
