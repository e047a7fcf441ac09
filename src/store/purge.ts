import { type Kysely, sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { atomically } from "./context.ts";
import type { Schema } from "./schema.ts";

/** Erases what is kept only for a while: drafts with their words, and keys of requests that were answered. */
export function purge(
  db: Kysely<Schema>,
  teamId: string,
  before: { drafts: Instant; deliveries: Instant },
): Promise<{ drafts: number; deliveries: number }> {
  return atomically(db, async (tx) => {
    const drafts = await tx
      .deleteFrom("drafts")
      .where("team_id", "=", teamId)
      .where("at", "<", asTime(before.drafts))
      .returning("id")
      .execute();
    const ids = drafts.map(({ id }) => id);
    if (ids.length > 0) await tx.deleteFrom("personal_texts").where("owner_id", "in", ids).execute();
    const { numDeletedRows } = await tx
      .deleteFrom("deliveries")
      .where("team_id", "=", teamId)
      .where("received_at", "<", asTime(before.deliveries))
      .executeTakeFirst();
    return { drafts: ids.length, deliveries: Number(numDeletedRows) };
  });
}

function asTime(at: Instant) {
  return sql<Date>`${at}::timestamptz`;
}
