import { type Kysely, sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { atomically } from "./context.ts";
import { drawAnew } from "./erase-tickets.ts";
import type { Schema } from "./schema.ts";

/**
 * Erases old diagnoses, oldest first, except those of a number that is in an open ticket. An answer to a mention that
 * shows one is to be drawn anew. Answers how many.
 */
export function eraseDiagnoses(
  db: Kysely<Schema>,
  teamId: string,
  { before, limit }: { before: Instant; limit: number },
): Promise<number> {
  return atomically(db, async (tx) => {
    const rows = await tx
      .selectFrom("diagnoses")
      .select("id")
      .where("team_id", "=", teamId)
      .where("at", "<", sql<Date>`${before}::timestamptz`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("ticket_numbers")
              .select("ticket_id")
              .whereRef("ticket_numbers.team_id", "=", "diagnoses.team_id")
              .whereRef("ticket_numbers.number_key", "=", "diagnoses.number_key")
              .where("is_open", "=", true),
          ),
        ),
      )
      .orderBy("at")
      .limit(limit)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.deleteFrom("personal_texts").where("owner_id", "in", ids).execute();
    await tx.deleteFrom("diagnoses").where("id", "in", ids).execute();
    await drawAnew(tx)
      .where("kind", "=", "answer")
      .where(sql<string>`body ->> 'diagnosis'`, "in", ids)
      .where("ts", "is not", null)
      .execute();
    return ids.length;
  });
}
